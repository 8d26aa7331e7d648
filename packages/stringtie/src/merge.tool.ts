import { ANNOTATION_SUFFIXES, checkAnnotation, layOutFile } from '@joblayer/genome-files';
import { defineTool, JobError } from '@joblayer/job-runtime';
import * as z from 'zod';
import { plainAnnotation, TRANSCRIPTS } from './annotation.ts';

/** The files of the samples that have transcripts. */
const LIST = 'samples.txt';

/** https://ccb.jhu.edu/software/stringtie/index.shtml?t=manual#merge */
export const merge = defineTool({
  name: 'stringtie-merge',
  summary: 'joins the transcripts of several samples into one set',
  inputs: {
    transcripts: {
      kind: 'files',
      description: 'The transcripts of each sample, as stringtie writes them',
      suffixes: ['.gtf', '.gff3', '.gff'],
    },
    annotation: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'Known transcripts to include, as GTF or GFF3 (-G)',
      suffixes: ANNOTATION_SUFFIXES,
    },
  },
  outputs: {
    merged: {
      kind: 'file',
      description: 'All transcripts, as GTF (-o)',
      defaultName: '{transcripts.stem}.merged.gtf',
    },
  },
  params: z.object({
    minLength: z.int().min(1).default(50).describe('Leave out shorter transcripts (-m)'),
    minCoverage: z.number().min(0).default(0).describe('Leave out less coverage (-c)'),
    minFpkm: z.number().min(0).default(1).describe('Leave out a lower FPKM (-F)'),
    minTpm: z.number().min(0).default(1).describe('Leave out a lower TPM (-T)'),
    minIsoformFraction: z
      .number()
      .min(0)
      .max(1)
      .default(0.01)
      .describe('Leave out isoforms of a lower share of their gene (-f)'),
    maxGap: z.int().min(0).default(250).describe('Join transcripts across such a gap (-g)'),
    keepRetainedIntrons: z.boolean().default(false).describe('Keep retained introns (-i)'),
    prefix: z
      .string()
      .regex(/^[\w.]+$/)
      .default('MSTRG')
      .describe('The start of new names (-l)'),
  }),
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 6 } },
  extraArgsFor: 'stringtie --merge',
  checkedInJob: ['transcripts and annotation are whole, and share sequences'],

  async prepare(ctx) {
    const { transcripts, annotation } = ctx.inputs;
    let genome;
    const found: string[] = [];
    for (const file of transcripts) {
      const check = { option: '--transcripts', file, genome, needed: TRANSCRIPTS } as const;
      const { records, sequences } = await checkAnnotation({ ...check, mayBeEmpty: true }, ctx);
      if (records === 0) continue;
      found.push(file.path);
      // Only the names are known here.
      genome ??= sequences.map((name) => ({ name, bases: Infinity }));
    }
    if (found.length === 0) {
      throw new JobError({
        code: 'bad-data',
        problem:
          'no file given with --transcripts has transcripts, so that there is nothing to join',
        advice: 'Give the transcripts of at least one sample that has some.',
      });
    }
    // StringTie stops at a file without transcripts.
    await layOutFile(ctx, LIST, found.map((path) => `${path}\n`).join(''));
    if (!annotation) return;
    const check = {
      option: '--annotation',
      file: annotation,
      genome,
      needed: TRANSCRIPTS,
    } as const;
    await checkAnnotation(check, ctx);
  },

  command({ inputs: { annotation }, outputs, params, extraArgs, workDir }) {
    const known = annotation && plainAnnotation(annotation, workDir);
    return [
      ...(known?.steps ?? []),
      {
        pipeline: [
          [
            ...(['stringtie', '--merge', '-o', outputs.merged] as const),
            ...(known ? ['-G', known.path] : []),
            ...['-m', String(params.minLength), '-c', String(params.minCoverage)],
            ...['-F', String(params.minFpkm), '-T', String(params.minTpm)],
            ...['-f', String(params.minIsoformFraction), '-g', String(params.maxGap)],
            ...['-l', params.prefix, ...(params.keepRetainedIntrons ? ['-i'] : []), ...extraArgs],
            `${workDir}/${LIST}`,
          ],
        ],
      },
    ];
  },
});
