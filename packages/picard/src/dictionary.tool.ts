import { checkFasta, FASTA_SUFFIXES } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { errorPatterns, option, picard } from './picard.ts';

/** https://gatk.broadinstitute.org/hc/en-us/articles/360037068312-CreateSequenceDictionary-Picard, and its help in 3.3.0 */
export const dictionary = defineTool({
  name: 'picard-create-sequence-dictionary',
  summary: 'makes the sequence dictionary (.dict) of a genome, by Picard CreateSequenceDictionary',
  inputs: {
    reference: { kind: 'file', description: 'The genome as FASTA (-R)', suffixes: FASTA_SUFFIXES },
    altNames: {
      kind: 'file',
      required: false,
      description: 'Lines of name, tab and another name of the same sequence (--ALT_NAMES)',
      suffixes: ['.txt', '.tsv'],
    },
  },
  outputs: {
    dict: {
      kind: 'file',
      description: 'Names, lengths and checksums of the sequences, as a SAM header',
      defaultName: '{reference.stem}.dict',
    },
  },
  params: z.object({
    assembly: z.string().min(1).optional().describe('The assembly’s name: GRCh38 (-AS)'),
    species: z.string().min(1).optional().describe('The species: Homo sapiens (-SP)'),
    uri: z.string().min(1).optional().describe('Where the genome is; default: its name (-UR)'),
    wholeNames: z
      .boolean()
      .default(false)
      .describe('Names with what follows the first space (--TRUNCATE_NAMES_AT_WHITESPACE false)'),
  }),
  resources: {
    ...{ vcpus: 1, memoryMiB: 2048, minimumMemoryMiB: 512 },
    scratch: { baseMiB: 16, perInputMiB: 0 },
  },
  extraArgsFor: 'picard CreateSequenceDictionary',
  errorPatterns,
  checkedInJob: ['the genome is FASTA, and no sequence is empty or there twice'],

  prepare: async ({ inputs: { reference }, resolve, signal }) =>
    void (await checkFasta({
      ...{ subject: `the file given with --reference, ${reference.name},`, signal },
      ...{ path: resolve(reference.path), compressions: ['none', 'gzip', 'bgzip'] },
    })),

  command({ inputs: { reference, altNames }, outputs, params, ...ctx }) {
    const options = [
      ...[...option('REFERENCE', reference.path), ...option('OUTPUT', outputs.dict)],
      // By default, it would be the path in the scratch directory.
      ...option('URI', params.uri ?? reference.name),
      ...option('GENOME_ASSEMBLY', params.assembly),
      ...option('SPECIES', params.species),
      ...option('ALT_NAMES', altNames?.path),
      ...option('TRUNCATE_NAMES_AT_WHITESPACE', !params.wholeNames),
    ];
    return [{ pipeline: [picard('CreateSequenceDictionary', ctx, options)] }];
  },
});
