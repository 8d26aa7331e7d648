const MIB = 1024 * 1024;
/** More makes no transfer faster: measured with 1 GB. */
const MOST_BYTES = 48 * MIB;
/** Two parts of 8 MiB: one is on its way while the next one is read. */
const LEAST_BYTES = 16 * MIB;
const PART_OF_GRANTED = 1 / 8;

/**
 * What transfers in each direction may hold in memory, whatever the number and size of the files: little of what the
 * job was granted, since its tool needs the rest.
 */
export const transferBytesOf = (grantedMiB: number): number =>
  Math.min(Math.max(grantedMiB * MIB * PART_OF_GRANTED, LEAST_BYTES), MOST_BYTES);
