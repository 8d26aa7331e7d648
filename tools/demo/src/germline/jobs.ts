import type { GraphJob } from '../batch/job-graph.ts';
import { s3Uri } from '../locations.ts';
import type { GermlineLocations } from './germline-locations.ts';

export const GERMLINE_TOOLS = [
  'fastp',
  'fastqc',
  'bwa-mem',
  'samtools-markdup',
  'samtools-stats',
  'bcftools-call',
  'freebayes',
  'snpeff',
  'multiqc',
] as const;
type GermlineTool = (typeof GERMLINE_TOOLS)[number];

/** The jobs that go from reads to variants with their effects. */
export function germlineJobs(locations: GermlineLocations): readonly GraphJob<GermlineTool>[] {
  const { reads1, reads2, trimmed1, trimmed2, reference, annotation, database } = locations;
  const { bam, marked, stats, vcf, freebayesVcf, annotatedVcf } = locations;
  const at = (key: string) => s3Uri(locations, key);
  return [
    ...[reads1, reads2].map((reads, index) => ({
      ...{ name: `fastqc-${index + 1}`, tool: 'fastqc' as const, after: [], memoryMiB: 1024 },
      command: ['--reads', at(reads), ...rest(at, locations)],
    })),
    {
      ...{ name: 'fastp', tool: 'fastp', after: [], memoryMiB: 2048 },
      command: [
        ...['--reads1', at(reads1), '--reads2', at(reads2)],
        ...['--trimmed1', at(trimmed1), '--trimmed2', at(trimmed2), ...rest(at, locations)],
      ],
    },
    {
      ...{ name: 'bwa-mem', tool: 'bwa-mem', after: ['fastp'], memoryMiB: 1024 },
      command: [
        ...['--reads1', at(trimmed1), '--reads2', at(trimmed2), '--reference', at(reference)],
        ...['--sample', 'yeast', '--bam', at(bam)],
      ],
    },
    {
      ...{ name: 'samtools-markdup', tool: 'samtools-markdup', after: ['bwa-mem'] },
      ...{
        memoryMiB: 1024,
        command: ['--bam', at(bam), '--marked', at(marked), ...rest(at, locations)],
      },
    },
    {
      ...{ name: 'samtools-stats', tool: 'samtools-stats', after: ['samtools-markdup'] },
      ...{ memoryMiB: 512, command: ['--bam', at(marked), '--stats', at(stats)] },
    },
    {
      ...{ name: 'bcftools-call', tool: 'bcftools-call', after: ['samtools-markdup'] },
      memoryMiB: 512,
      command: [
        ...['--bam', at(marked), '--reference', at(reference), '--normalize'],
        ...['--vcf', at(vcf), ...rest(at, locations)],
      ],
    },
    {
      ...{ name: 'freebayes', tool: 'freebayes', after: ['samtools-markdup'] },
      memoryMiB: 1024,
      command: [
        ...['--bam', at(marked), '--reference', at(reference), '--vcf', at(freebayesVcf)],
        ...rest(at, locations),
      ],
    },
    {
      ...{ name: 'snpeff-build', tool: 'snpeff', after: [], memoryMiB: 1024 },
      command: [
        ...['snpeff-build', '--annotation', at(annotation), '--reference', at(reference)],
        ...['--database', at(database)],
      ],
    },
    {
      ...{ name: 'snpeff', tool: 'snpeff', after: ['bcftools-call', 'snpeff-build'] },
      memoryMiB: 1024,
      command: [
        ...['--vcf', at(vcf), '--database', at(database)],
        // Yeast's genes lie close together. A larger distance would put a variant upstream of
        // several.
        ...['--upstream-downstream', '1000'],
        ...['--annotated-vcf', at(annotatedVcf), ...rest(at, locations)],
      ],
    },
    {
      ...{ name: 'multiqc', tool: 'multiqc', memoryMiB: 1024 },
      after: ['fastqc-1', 'fastqc-2', 'fastp', 'samtools-stats', 'bcftools-call', 'snpeff'],
      command: ['--results', ...locations.forMultiqc.map(at), ...rest(at, locations)],
    },
  ];
}

/** The outputs besides the main one, under their default names. */
const rest = (at: (key: string) => string, { results }: GermlineLocations) => [
  '--output-dir',
  at(results),
];
