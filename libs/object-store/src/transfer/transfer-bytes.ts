const MIB = 1024 * 1024;
/** More memory makes no transfer faster: measured with 1 GB. */
const MOST_BYTES = 48 * MIB;
/** Two parts of 8 MiB: one is being sent while the next one is read. */
const LEAST_BYTES = 16 * MIB;
const PART_OF_GRANTED = 1 / 8;

/**
 * The memory for transfers in each direction, whatever the number and size of the files. It is a small part of the
 * job's memory, because the tool needs the rest.
 */
export const transferBytesOf = (grantedMiB: number): number =>
  Math.min(Math.max(grantedMiB * MIB * PART_OF_GRANTED, LEAST_BYTES), MOST_BYTES);
