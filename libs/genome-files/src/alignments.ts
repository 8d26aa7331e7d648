/**
 * Limits of `samtools sort -m`: samtools' own default at most, and enough to avoid tiny runs at
 * least.
 */
const MIB_PER_THREAD = { least: 16, most: 768 };

/**
 * The memory for each thread of `samtools sort`, in MiB.
 *
 * @param share the part of the granted memory that sorting may have, between 0 and 1
 */
export const sortMiBPerThread = (memoryMiB: number, share: number, cpus: number): number =>
  Math.min(
    MIB_PER_THREAD.most,
    Math.max(MIB_PER_THREAD.least, Math.floor((memoryMiB * share) / cpus)),
  );
