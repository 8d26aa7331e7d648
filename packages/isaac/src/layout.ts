/** The paths that isaac-align reads and writes, in its current directory. */
export const layoutIn = (workDir: string) => ({
  baseCalls: `${workDir}/fastq`,
  descriptor: `${workDir}/sorted-reference.xml`,
  aligned: `${workDir}/Aligned`,
});

/** The name that isaac-align expects for the reads of a lane. Lanes and reads count from 1. */
export const fastqName = (lane: number, read: 1 | 2): string => `lane${lane}_read${read}.fastq.gz`;
