/** The unit of isaac-align's memory options: 1024 MiB, called a gigabyte in its manual. */
export const MIB_PER_GB = 1024;

/**
 * The table that isaac-align allocates for any genome: 4 bytes for each of 4^16 k-mers
 * (ReferenceHash). `-m` limits the address space, so a smaller limit ends in bad_alloc.
 */
const TABLE_MIB = 16 * MIB_PER_GB;
/** An estimate for the rest of the program and a small genome. */
const REST_MIB = MIB_PER_GB;

export const MINIMUM_MEMORY_MIB = TABLE_MIB + REST_MIB;
