import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { areVariants, checkColumns } from './annotations/check-columns.ts';
import { layOutAnnotations, linkedAnnotations } from './annotations/source.ts';
import { checkHeaderLines, checkRenaming } from './annotations/text-inputs.ts';
import { annotateOptions, annotateParams, annotateRelations } from './params/annotate.ts';
import { checkIndex } from './shared/check-index.ts';
import { prepareVariants } from './shared/check.ts';
import { badAnnotations, badExpression, errorsOfVariants } from './shared/errors.ts';
import { VARIANT_INDEX, VARIANT_SUFFIXES, VARIANTS } from './shared/inputs.ts';
import { linked, linkedWithIndex } from './shared/links.ts';
import { afterWriting, formatOf, variantOutputs } from './shared/outputs.ts';

const TABLE_SUFFIXES = ['.bed.gz', '.tsv.gz', '.txt.gz', '.bed', '.tsv', '.txt'];

/** https://samtools.github.io/bcftools/bcftools.html#annotate, of version 1.21 */
export const annotate = defineTool({
  name: 'bcftools-annotate',
  summary: 'adds annotations of a VCF or a table to variants, removes and renames',
  inputs: {
    variants: { ...VARIANTS, secondaryFiles: { index: VARIANT_INDEX } },
    annotations: {
      kind: 'file',
      required: false,
      description: 'Annotations: VCF, BCF, BED, or a table of positions from 1 (-a)',
      suffixes: [...VARIANT_SUFFIXES, ...TABLE_SUFFIXES],
      secondaryFiles: {
        annotationsIndex: { ...VARIANT_INDEX, description: 'Its index, of VCF and BCF' },
      },
    },
    headerLines: {
      kind: 'file',
      required: false,
      description: 'Lines to add to the header, such as ##INFO of new tags (-h)',
      suffixes: ['.hdr', '.txt'],
    },
    renameChrs: {
      kind: 'file',
      required: false,
      description: 'New names of sequences: lines of old and new name (--rename-chrs)',
      suffixes: ['.txt', '.tsv'],
    },
  },
  outputs: variantOutputs('The annotated variants', '{variants.stem}.annotate'),
  params: annotateParams,
  relations: annotateRelations,
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools annotate',
  errorPatterns: [
    badAnnotations,
    ...errorsOfVariants('--variants or --annotations'),
    badExpression,
  ],
  checkedInJob: [
    '--columns has the positions of a table',
    'the variants and annotations are whole, sorted and of one genome; indexes are theirs',
    'a table has the columns; the other files are lines of a header, and names',
  ],

  check: checkColumns,

  inspect: ({ files, isStaged }) => inspectVariants(files('variants'), '--variants', isStaged),

  async prepare({ inputs, outputs, ...context }) {
    const { variants: file, annotations, headerLines, renameChrs } = inputs;
    const checked = await prepareVariants(file, outputs, {}, context);
    if (headerLines) await checkHeaderLines(headerLines, context);
    if (renameChrs) await checkRenaming(renameChrs, checked, context);
    if (!annotations) return;
    await layOutAnnotations(annotations, { ...checked, name: file.name }, context);
    if (!areVariants(annotations)) return;
    const { index } = file.secondaryFiles;
    await checkIndex('--variants', { file, index }, checked.records, context);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { annotations, headerLines, renameChrs } = inputs;
    const isJoined = annotations !== undefined && areVariants(annotations);
    const { index } = inputs.variants.secondaryFiles;
    const variants = isJoined
      ? linkedWithIndex({ file: inputs.variants, index }, 'variants', context)
      : linked(inputs.variants, 'variants', context.workDir);
    const header = headerLines && linked(headerLines, 'header', context.workDir);
    const names = renameChrs && linked(renameChrs, 'names', context.workDir);
    const source = annotations && linkedAnnotations(annotations, params.columns, context);
    return [
      ...variants.steps,
      ...(source?.steps ?? []),
      ...(header?.steps ?? []),
      ...(names?.steps ?? []),
      {
        pipeline: [
          [
            ...(['bcftools', 'annotate', '--no-version'] as const),
            ...['--threads', String(context.cpus - 1)],
            ...(source ? ['-a', source.path] : []),
            ...(header ? ['-h', header.path] : []),
            ...(names ? ['--rename-chrs', names.path] : []),
            ...annotateOptions(params),
            ...extraArgs,
            ...formatOf(outputs),
            variants.path,
          ],
        ],
        stdoutTo: outputs.vcf,
      },
      ...afterWriting(outputs, context),
    ];
  },
});
