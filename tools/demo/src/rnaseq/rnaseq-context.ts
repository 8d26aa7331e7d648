import type { CloudContext } from '../context.ts';
import { BUCKET, runPrefix } from '../locations.ts';
import type { Counts } from './compare-counts.ts';

/** Two samples of one simulation, with other numbers of pairs for each gene. */
export const SAMPLES = [
  { sample: 'early', seed: 1996 },
  { sample: 'late', seed: 2011 },
] as const;
export type Sample = (typeof SAMPLES)[number]['sample'];

/** How a sample's counts agree with those simulated. */
export interface Agreement {
  readonly sample: Sample;
  readonly pairs: number;
  readonly genes: number;
  /** Of featureCounts: the difference of all counts together, and the largest of a gene, 0 to 1. */
  readonly totalError: number;
  readonly largestError: number;
  /** Of salmon: Spearman's rank correlation, up to 1. */
  readonly correlation: number;
}

export interface RnaseqContext extends CloudContext {
  readonly locations: RnaseqLocations;
  readonly simulated: Map<Sample, Counts>;
  /** The directory on this host with the sheets. */
  sheets?: string;
  /** The job queue's name. */
  queue?: string;
  agreements?: readonly Agreement[];
}

/** Where one run of the RNA-seq pipeline keeps its objects. */
export type RnaseqLocations = ReturnType<typeof rnaseqLocations>;

/** Each run has its own prefix, with all its keys below it. */
export function rnaseqLocations(startedAt: Date) {
  const prefix = runPrefix(startedAt);
  const results = `${prefix}results/`;
  const reference = `${prefix}reference/`;
  return {
    bucket: BUCKET,
    prefix,
    /** Of a sample, or of `{sample}` in a constant of a sheet. */
    reads: (sample: string, mate: 1 | 2) => `${prefix}reads/${sample}_${mate}.fq`,
    trimmed: (sample: string, mate: 1 | 2) => `${prefix}trimmed/${sample}_${mate}.fq.gz`,
    genome: `${reference}chrI.fa`,
    annotation: `${reference}genes.gtf`,
    transcripts: `${reference}transcripts.fa`,
    starIndex: `${reference}chrI.star/`,
    salmonIndex: `${reference}transcripts.salmon/`,
    /** The prefix that the jobs write below, with its slash. */
    results,
    ofSample: (sample: string) => `${results}${sample}/`,
    bam: (sample: string) => `${results}${sample}/${sample}.bam`,
    counts: (sample: string) => `${results}${sample}/${sample}.featureCounts.txt`,
    /** MultiQC finds salmon's results by the names of directories. */
    salmon: `${results}salmon/`,
    report: `${results}multiqc_report.html`,
    forMultiqc: (sample: string) =>
      [
        `${sample}_1.fastp.json`,
        `${sample}_1.Log.final.out`,
        `${sample}.flagstat.txt`,
        `${sample}.featureCounts.txt.summary`,
      ].map((name) => `${results}${sample}/${name}`),
  };
}
