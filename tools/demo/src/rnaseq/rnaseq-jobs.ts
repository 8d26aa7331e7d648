import type { GraphJob } from '../batch/job-graph.ts';
import { s3Uri } from '../locations.ts';
import { SAMPLES, type RnaseqLocations } from './rnaseq-context.ts';

export const RNASEQ_TOOLS = [
  ...(['fastp', 'gffread', 'star', 'salmon', 'samtools', 'subread', 'multiqc'] as const),
] as const;
type RnaseqTool = (typeof RNASEQ_TOOLS)[number];

/** The length of the reads less 1, which STAR's index is made for. */
const OVERHANG = '74';

/** The jobs that make the indexes of the genome and of its transcripts, once for all samples. */
export function indexJobs(locations: RnaseqLocations): readonly GraphJob<RnaseqTool>[] {
  const { genome, annotation, transcripts, starIndex, salmonIndex } = locations;
  const at = (key: string) => s3Uri(locations, key);
  return [
    {
      ...{ name: 'gffread', tool: 'gffread', after: [], memoryMiB: 512 },
      command: [
        ...['--annotation', at(annotation), '--genome', at(genome)],
        ...['--transcripts', at(transcripts)],
      ],
    },
    {
      ...{ name: 'salmon-index', tool: 'salmon', after: ['gffread'], memoryMiB: 1024 },
      command: [
        ...['salmon-index', '--transcripts', at(transcripts), '--genome', at(genome)],
        ...['--index', at(salmonIndex)],
      ],
    },
    {
      ...{ name: 'star-genome', tool: 'star', after: [], memoryMiB: 2048 },
      command: [
        ...['star-genome', '--reference', at(genome), '--annotation', at(annotation)],
        ...['--overhang', OVERHANG, '--index', at(starIndex)],
      ],
    },
  ];
}

/** The job that joins the results of all samples. */
export function reportJob(locations: RnaseqLocations): GraphJob<RnaseqTool> {
  const at = (key: string) => s3Uri(locations, key);
  const results = SAMPLES.flatMap(({ sample }) => locations.forMultiqc(sample)).map(at);
  return {
    ...{ name: 'multiqc', tool: 'multiqc', after: [], memoryMiB: 1024 },
    command: [
      ...['--results', ...results, '--results-dir', at(locations.salmon)],
      ...['--title', 'RNA-seq of yeast', '--output-dir', at(locations.results)],
    ],
  };
}
