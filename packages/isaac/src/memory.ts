/** isaac-align counts memory in units of 1024 MiB, which its manual calls gigabytes. */
export const MIB_PER_GB = 1024;

/**
 * The table that isaac-align allocates for any genome: 4 bytes for each of 4^16 k-mers (ReferenceHash). Its `-m` limits
 * the address space, so less than that ends in bad_alloc.
 */
const TABLE_MIB = 16 * MIB_PER_GB;
/** For the rest of the program and a small genome. Not measured. */
const REST_MIB = MIB_PER_GB;

export const MINIMUM_MEMORY_MIB = TABLE_MIB + REST_MIB;
