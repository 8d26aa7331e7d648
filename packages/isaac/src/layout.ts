/** Where the files lie that isaac-align reads and writes, in its current directory. */
export const layoutIn = (workDir: string) => ({
  baseCalls: `${workDir}/fastq`,
  descriptor: `${workDir}/sorted-reference.xml`,
  aligned: `${workDir}/Aligned`,
});

/** The name under which isaac-align looks for the reads of a lane; lanes and reads count from 1. */
export const fastqName = (lane: number, read: 1 | 2): string => `lane${lane}_read${read}.fastq.gz`;
