import { checkFasta, FASTA_SUFFIXES } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { checkRegionList } from './region-list.ts';
import { given, off, on } from './shared/options.ts';

const REVERSED = { option: 'reverseComplement', is: [true] } as const;

/** https://www.htslib.org/doc/1.21/samtools-faidx.html */
export const faidx = defineTool({
  name: 'samtools-faidx',
  summary: 'indexes a FASTA, and extracts regions from it',
  inputs: {
    fasta: {
      ...{ kind: 'file', reference: true, suffixes: FASTA_SUFFIXES },
      description: 'Sequences as FASTA, uncompressed or compressed by bgzip',
    },
    regions: {
      ...{ kind: 'file', required: false },
      description: 'Regions to extract, one a line, as chr1 or chr1:1-2000, from 1 (-r)',
    },
  },
  outputs: {
    fai: {
      ...{ kind: 'file', defaultName: '{fasta.name}.fai' },
      description: 'The index: name, length and position of each sequence',
    },
    gzi: {
      ...{ kind: 'file', required: false, defaultName: '{fasta.name}.gzi' },
      description: 'The bgzip index of a compressed FASTA',
    },
    extracted: {
      ...{ kind: 'file', onlyWith: 'regions', defaultName: '{fasta.stem}.regions.fa' },
      description: 'The bases of the regions as FASTA; compressed if the name ends in .gz',
    },
  },
  params: z.object({
    lineLength: z.int().min(0).optional().describe('Bases of a line; default: 60, 0: all (-n)'),
    reverseComplement: off.describe('Extract the other strand (-i)'),
    markStrand: z
      .enum(['rc', 'no', 'sign'])
      .optional()
      .describe('Mark of the other strand in names: /rc, none or (-); default: rc (--mark-strand)'),
  }),
  relations: [
    ...(['lineLength', 'reverseComplement'] as const).map((option) => ({
      ...({ kind: 'onlyWith', option, condition: 'regions' } as const),
      problem: 'an option of extracted bases was given without --regions',
      advice: 'Give --regions too, or leave it out.',
    })),
    {
      ...{ kind: 'onlyWith', option: 'markStrand', condition: REVERSED },
      problem: '--mark-strand was given without --reverse-complement',
      advice: 'Give --reverse-complement too, or leave it out.',
    },
  ],
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 5 } },
  extraArgsFor: 'samtools faidx',
  checkedInJob: ['the sequences are whole FASTA', 'the regions lie in them'],

  async prepare({ inputs: { fasta, regions }, resolve, signal }) {
    const { sequences } = await checkFasta({
      ...{ subject: `the file given with --fasta, ${fasta.name},`, path: resolve(fasta.path) },
      ...{ indexed: true, anyLetters: true, compressions: ['none', 'bgzip'], signal },
    });
    if (regions) await checkRegionList(regions, sequences, resolve);
  },

  command({ inputs: { fasta, regions }, outputs, params, extraArgs, workDir }) {
    const link = `${workDir}/sequences${fasta.name.slice(fasta.stem.length)}`;
    const gzi = outputs.gzi ?? `${workDir}/sequences.gzi`;
    const indexes = ['--fai-idx', outputs.fai, '--gzi-idx', gzi] as const;
    return [
      { pipeline: [['ln', '-s', fasta.path, link]] },
      { pipeline: [['samtools', 'faidx', ...indexes, link]] },
      ...(regions && outputs.extracted !== undefined
        ? [
            {
              pipeline: [
                [
                  ...(['samtools', 'faidx', ...indexes] as const),
                  ...given('-n', params.lineLength),
                  ...on('-i', params.reverseComplement),
                  ...given('--mark-strand', params.markStrand),
                  ...extraArgs,
                  ...['-r', regions.path, '-o', outputs.extracted, link],
                ],
              ],
            } as const,
          ]
        : []),
    ];
  },
});
