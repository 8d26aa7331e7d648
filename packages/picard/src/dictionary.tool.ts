import { checkFasta, FASTA_SUFFIXES } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { endingOf, linked, moved, outOfMemory, picard, plainText } from './picard.ts';

/** https://gatk.broadinstitute.org/hc/en-us/articles/360037068312-CreateSequenceDictionary-Picard */
export const dictionary = defineTool({
  name: 'picard-create-sequence-dictionary',
  summary: 'makes the sequence dictionary of a genome',
  inputs: {
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome as FASTA',
      suffixes: FASTA_SUFFIXES,
    },
  },
  outputs: {
    dict: {
      kind: 'file',
      description: 'Names, lengths and MD5 of the sequences, as a header of SAM',
      defaultName: '{reference.stem}.dict',
    },
  },
  params: z.object({
    genomeAssembly: plainText.optional().describe('Name of the assembly, for AS'),
    species: plainText.optional().describe('Name of the species, for SP'),
    uri: plainText
      .optional()
      .describe('Where the genome is, for UR; default: the name of its file'),
    truncateNames: z
      .boolean()
      .default(true)
      .describe('Names end at the first space (--TRUNCATE_NAMES_AT_WHITESPACE)'),
  }),
  // A whole sequence is in memory, twice.
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'Picard CreateSequenceDictionary, as --NAME value',
  errorPatterns: [outOfMemory],
  checkedInJob: ['the genome is whole FASTA'],

  async prepare({ inputs: { reference }, resolve, signal }) {
    await checkFasta({
      subject: `the FASTA given with --reference, ${reference.name},`,
      path: resolve(reference.path),
      compressions: ['none', 'gzip', 'bgzip'],
      signal,
    });
  },

  command({ inputs: { reference }, outputs, params, extraArgs, workDir, ...granted }) {
    const genome = `${workDir}/genome${endingOf(reference, FASTA_SUFFIXES)}`;
    const made = `${workDir}/made.dict`;
    const options = {
      REFERENCE: genome,
      OUTPUT: made,
      GENOME_ASSEMBLY: params.genomeAssembly,
      SPECIES: params.species,
      // Picard's own default is the path in the scratch directory.
      URI: params.uri ?? encodeURIComponent(reference.name),
      TRUNCATE_NAMES_AT_WHITESPACE: params.truncateNames,
    };
    return [
      linked(reference, genome),
      { pipeline: [picard('CreateSequenceDictionary', granted, options, extraArgs)] },
      moved(made, outputs.dict),
    ];
  },
});
