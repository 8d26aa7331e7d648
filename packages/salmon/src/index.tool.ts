import { FASTA_SUFFIXES } from '@joblayer/genome-files';
import { listSizes, plainFile } from '@joblayer/genome-files/aligners';
import { defineTool, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { checkTranscripts, DECOYS } from './transcripts.ts';

/** https://salmon.readthedocs.io/en/latest/salmon.html#preparing-transcriptome-indices-mapping-based-mode */
export const index = defineTool({
  name: 'salmon-index',
  summary: 'makes an index of transcripts for salmon-quant',
  inputs: {
    transcripts: {
      kind: 'file',
      description: 'The transcripts as FASTA (-t)',
      suffixes: FASTA_SUFFIXES,
    },
    genome: {
      kind: 'file',
      required: false,
      description: 'The genome as FASTA: all of its sequences become decoys',
      suffixes: FASTA_SUFFIXES,
    },
    decoys: {
      kind: 'file',
      required: false,
      description: 'Names of decoys, which are the last sequences of --transcripts (-d)',
      suffixes: ['.txt'],
    },
  },
  outputs: {
    index: {
      kind: 'directory',
      description: 'The index, for --index of salmon-quant (-i)',
      defaultName: '{transcripts.stem}.salmon',
    },
  },
  params: z.object({
    kmerLength: z
      .int()
      .min(3)
      .max(31)
      .refine((bases) => bases % 2 === 1, 'must be odd')
      .default(31)
      .describe('Length of the exact matches, an odd number (-k)'),
    gencode: z
      .boolean()
      .default(false)
      .describe('Names of transcripts end at the first |, as in GENCODE (--gencode)'),
    keepDuplicates: z
      .boolean()
      .default(false)
      .describe('Keep transcripts of one sequence apart (--keepDuplicates)'),
    keepPolyA: z
      .boolean()
      .default(false)
      .describe('Keep poly-A tails, which are else cut off (--no-clip)'),
    sparse: z
      .boolean()
      .default(false)
      .describe('A smaller index, which takes longer to make and to use (--sparse)'),
  }),
  relations: [
    {
      ...{ kind: 'excludes', conditions: ['genome', 'decoys'] },
      problem: '--genome and --decoys were both given, but exclude each other',
      advice: 'Give --decoys only if --transcripts holds the decoys already.',
    },
  ],
  // Human transcripts take 1 GB, and 20 GB with the genome as decoys.
  resources: { vcpus: 4, memoryMiB: 16384, scratch: { baseMiB: 64, perInputMiB: 20 } },
  extraArgsFor: 'salmon index',
  checkedInJob: [
    'the transcripts and the genome are FASTA, no name is in both, and one is longer than --kmer-length',
    'the decoys are the last sequences of --transcripts; --kmer-length is odd',
  ],

  prepare: checkTranscripts,

  command({ inputs: { transcripts, genome, decoys }, outputs, params, extraArgs, ...context }) {
    const { cpus, workDir } = context;
    const both = genome && {
      parts: [plainFile(transcripts, 'transcripts', workDir), plainFile(genome, 'genome', workDir)],
      path: `${workDir}/with-decoys.fa`,
    };
    const flags = { '--gencode': params.gencode, '--keepDuplicates': params.keepDuplicates };
    const more = { '--no-clip': params.keepPolyA, '--sparse': params.sparse };
    const step = (...argv: [string, ...string[]]): Step => ({ pipeline: [argv] });
    return [
      ...(both ? both.parts.flatMap(({ steps }) => steps) : []),
      // A file may lack the end of its last line.
      ...(both
        ? [
            {
              pipeline: [['awk', '1', ...both.parts.map(({ path }) => path)] as const],
              stdoutTo: both.path,
            } as const,
          ]
        : []),
      step(
        ...(['salmon', '--no-version-check', 'index'] as const),
        ...['-t', both?.path ?? transcripts.path, '-i', outputs.index],
        ...(genome || decoys ? ['-d', `${workDir}/${DECOYS}`] : []),
        ...['-k', String(params.kmerLength), '-p', String(cpus)],
        ...['--tmpdir', `${workDir}/salmon-temporary`],
        ...Object.entries({ ...flags, ...more }).flatMap(([flag, isOn]) => (isOn ? [flag] : [])),
        ...extraArgs,
      ),
      // They have times. The job's log has both.
      step('rm', `${outputs.index}/pre_indexing.log`, `${outputs.index}/ref_indexing.log`),
      ...listSizes(outputs.index, workDir),
    ];
  },
});
