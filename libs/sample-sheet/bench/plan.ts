import { planSheet, readSheet } from '../src/index.ts';
import { aligner } from '../src/testing/aligner.ts';

const BYTES_PER_MIB = 2 ** 20;
const KIB_PER_MIB = 1024;

const count = Number(process.argv[2] ?? 10_000);
const rows = Array.from(
  { length: count },
  (_, i) => `S${i}\ts3://bucket/run1/S${i}_R1.fastq.gz\ts3://bucket/run1/S${i}_R2.fastq.gz\n`,
);
const content = Buffer.from(`sample\treads1\treads2\n${rows.join('')}`);

const sheet = readSheet({ name: 'samples.tsv', content });
const { jobs, faults } = planSheet(aligner, sheet, [
  ...['--reference', 's3://bucket/ref/genome.fa', '--output-dir', 's3://bucket/out/{sample}/'],
]);

const { maxRSS: maxRssKiB } = process.resourceUsage();
const { user, system } = process.cpuUsage();
const report = {
  ...{ rows: count, jobs: jobs.length, faults: faults.length },
  sheetMiB: content.length / BYTES_PER_MIB,
  seconds: process.uptime(),
  cpuSeconds: (user + system) / 1e6,
  maxRssMiB: maxRssKiB / KIB_PER_MIB,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
