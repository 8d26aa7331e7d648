import { checkFasta, FASTA_SUFFIXES } from '@joblayer/genome-files';
import { defineTool, JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';
import { writeFile } from 'node:fs/promises';
import * as z from 'zod';

const COMPRESSIONS = ['none', 'gzip', 'bgzip'] as const;

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
      reference: true,
      description: 'The genome as FASTA: reads that fit it better are not counted (--decoys)',
      suffixes: FASTA_SUFFIXES,
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
      .describe('Length of the exact matches, an odd number; less for reads below 75 bases (-k)'),
    gencode: z
      .boolean()
      .default(false)
      .describe('End the transcripts’ names at the first "|" (--gencode)'),
    keepDuplicates: z
      .boolean()
      .default(false)
      .describe('Keep transcripts of the same sequence, which are else listed (--keepDuplicates)'),
    sparse: z.boolean().default(false).describe('Less memory, but slower (--sparse)'),
    clipPolyA: z.boolean().default(true).describe('Clip poly-A tails (--no-clip switches it off)'),
  }),
  resources: { vcpus: 4, memoryMiB: 16_384, scratch: { baseMiB: 64, perInputMiB: 20 } },
  extraArgsFor: 'salmon index',
  checkedInJob: [
    'transcripts and genome are FASTA, without a name in both; a transcript is longer than --kmer-length',
    '--kmer-length is odd',
  ],

  async prepare(ctx) {
    const { inputs, params } = ctx;
    const transcripts = await sequencesOf('--transcripts', inputs.transcripts, ctx);
    const refuse = (problem: string, advice: string) => {
      throw new JobError({ code: 'bad-data', problem, advice });
    };
    if (!transcripts.some(({ bases }) => bases > params.kmerLength))
      refuse(
        `the FASTA given with --transcripts has no sequence longer than --kmer-length, ${params.kmerLength}`,
        'Give transcripts, or a shorter --kmer-length.',
      );
    if (!inputs.genome) return;
    const genome = await sequencesOf('--genome', inputs.genome, ctx);
    const names = new Set(transcripts.map(({ name }) => name));
    const twice = genome.find(({ name }) => names.has(name));
    if (twice)
      refuse(
        `${twice.name} is a sequence of --genome and of --transcripts`,
        'Expected the spliced transcripts, as gffread writes them, not the genome, in --transcripts.',
      );
    await writeFile(
      ctx.resolve(decoysIn(ctx.workDir)),
      genome.map(({ name }) => `${name}\n`).join(''),
    );
  },

  command({ inputs: { transcripts, genome }, outputs, params, extraArgs, cpus, workDir, tmpDir }) {
    const gentrome = `${workDir}/transcripts-and-genome.fa`;
    return [
      ...(genome
        ? [
            {
              pipeline: [['zcat', '-f', transcripts.path, genome.path]] as const,
              stdoutTo: gentrome,
            },
          ]
        : []),
      {
        pipeline: [
          [
            ...(['salmon', '--no-version-check', 'index'] as const),
            ...['-t', genome ? gentrome : transcripts.path, '-i', outputs.index],
            ...['-p', String(cpus), '-k', String(params.kmerLength), '--tmpdir', `${tmpDir}/index`],
            ...(genome ? ['--decoys', decoysIn(workDir)] : []),
            ...(params.gencode ? ['--gencode'] : []),
            ...(params.keepDuplicates ? ['--keepDuplicates'] : []),
            ...(params.sparse ? ['--sparse'] : []),
            ...(params.clipPolyA ? [] : ['--no-clip']),
            ...extraArgs,
          ],
        ],
      },
      // They repeat the job's log, with times.
      {
        pipeline: [['find', outputs.index, '-name', '*.log', '-delete']],
      },
    ];
  },
});

const decoysIn = (workDir: string): string => `${workDir}/decoys.txt`;

const sequencesOf = async (
  option: string,
  { name, path }: StagedFile,
  { resolve, signal }: Pick<PrepareContext, 'resolve' | 'signal'>,
) => {
  const subject = `the FASTA ${name} given with ${option}`;
  const check = { subject, path: resolve(path), signal, compressions: COMPRESSIONS };
  return (await checkFasta(check)).sequences;
};
