import { s3Uri } from '../locations.ts';
import type { RnaseqLocations } from './rnaseq-context.ts';

/** One tool over all rows of a sheet, as an array of Batch. */
export interface SheetStage {
  readonly tool: string;
  readonly memoryMiB: number;
  /** The sheet that it reads: the samples, or the outputs of an earlier stage. */
  readonly from: 'samples' | 'fastp' | 'star';
  /** What all rows share. `{sample}` stands for the row's sample. */
  readonly constants: readonly string[];
  /** Names for columns of the outputs, as the next stage calls them. */
  readonly renames?: readonly string[];
  /** The columns of the sheet of outputs that the next stages read; none if none does. */
  readonly keep?: readonly string[];
}

const SAMPLE = '{sample}';

/** The stages from reads to counts. */
export function sheetStages(locations: RnaseqLocations): readonly SheetStage[] {
  const { annotation, starIndex, salmonIndex, salmon } = locations;
  const at = (key: string) => s3Uri(locations, key);
  const rest = ['--output-dir', at(locations.ofSample(SAMPLE))];
  return [
    {
      ...{ tool: 'fastp', memoryMiB: 2048, from: 'samples' },
      constants: [
        ...['--trimmed1', at(locations.trimmed(SAMPLE, 1))],
        ...['--trimmed2', at(locations.trimmed(SAMPLE, 2)), ...rest],
      ],
      renames: ['trimmed1=reads1', 'trimmed2=reads2'],
      keep: ['sample', 'reads1', 'reads2'],
    },
    {
      ...{ tool: 'star', memoryMiB: 2048, from: 'fastp' },
      constants: ['--index', at(starIndex), '--bam', at(locations.bam(SAMPLE)), ...rest],
      // Other columns, such as the junctions, have the names of outputs of the next tools.
      keep: ['sample', 'bam'],
    },
    {
      ...{ tool: 'salmon', memoryMiB: 1024, from: 'fastp' },
      constants: [
        ...['--index', at(salmonIndex), '--library-type', 'ISR'],
        ...['--quant', at(`${salmon}${SAMPLE}/`)],
      ],
    },
    {
      ...{ tool: 'samtools', memoryMiB: 512, from: 'star' },
      constants: ['samtools-flagstat', ...rest],
    },
    {
      ...{ tool: 'subread', memoryMiB: 512, from: 'star' },
      constants: [
        ...['--annotation', at(annotation), '--paired', '--strandedness', 'reverse', ...rest],
      ],
    },
  ];
}
