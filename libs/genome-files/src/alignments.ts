/** What `samtools sort -m` is given: at most what it takes by itself, and enough for runs that are not tiny. */
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
