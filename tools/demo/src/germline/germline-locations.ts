import { BUCKET, runPrefix } from '../locations.ts';

/** Where one run of the germline pipeline keeps its objects. */
export type GermlineLocations = ReturnType<typeof germlineLocations>;

/** Each run has its own prefix, with all its keys below it. */
export function germlineLocations(startedAt: Date) {
  const prefix = runPrefix(startedAt);
  const results = `${prefix}results/`;
  return {
    bucket: BUCKET,
    prefix,
    reads1: `${prefix}reads/yeast_1.fq`,
    reads2: `${prefix}reads/yeast_2.fq`,
    trimmed1: `${prefix}trimmed/yeast_1.fq.gz`,
    trimmed2: `${prefix}trimmed/yeast_2.fq.gz`,
    reference: `${prefix}reference/chrI.fa`,
    annotation: `${prefix}reference/chrI.gff3`,
    database: `${prefix}reference/chrI.snpeff/`,
    /** The prefix that the jobs write below, with its slash. */
    results,
    bam: `${results}yeast.bam`,
    marked: `${results}yeast.markdup.bam`,
    stats: `${results}yeast.stats.txt`,
    vcf: `${results}yeast.vcf.gz`,
    freebayesVcf: `${results}yeast.freebayes.vcf.gz`,
    annotatedVcf: `${results}yeast.ann.vcf.gz`,
    report: `${results}multiqc_report.html`,
    /** Outputs under the default names of their tools. */
    forMultiqc: [
      ...['yeast_1_fastqc.zip', 'yeast_2_fastqc.zip', 'yeast_1.fastp.json', 'yeast.stats.txt'],
      ...['yeast.markdup.vcf.stats.txt', 'yeast.snpeff.csv'],
    ].map((name) => `${results}${name}`),
  };
}
