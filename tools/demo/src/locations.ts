/** Where one run of the demo keeps its objects. */
export interface RunLocations {
  readonly bucket: string;
  /** Key prefix of the run, with its slash. */
  readonly prefix: string;
  readonly reads1: string;
  readonly reads2: string;
  readonly reference: string;
  /** The prefix that the jobs write below, with its slash. */
  readonly results: string;
  readonly bam: string;
  readonly stats: string;
}

export const BUCKET = 'joblayer-demo';

/** The key prefix of the run that starts now, with its slash. */
export function runPrefix(startedAt: Date): string {
  const id = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `runs/${id}/`;
}

/** Each run has its own prefix, so that no run reads an older run's results. */
export function runLocations(startedAt: Date): RunLocations {
  const prefix = runPrefix(startedAt);
  return {
    bucket: BUCKET,
    prefix,
    reads1: `${prefix}reads/reads_1.fq`,
    reads2: `${prefix}reads/reads_2.fq`,
    reference: `${prefix}reference/lambda_virus.fa`,
    results: `${prefix}results/`,
    bam: `${prefix}results/lambda.bam`,
    stats: `${prefix}results/lambda.stats.txt`,
  };
}

export const s3Uri = ({ bucket }: { readonly bucket: string }, key: string): string =>
  `s3://${bucket}/${key}`;
