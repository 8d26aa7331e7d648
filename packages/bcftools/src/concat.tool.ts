import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { concatOptions, concatParams, concatRelations, isIndexed } from './params/concat.ts';
import { checkAll, linkAll, SEVERAL } from './several/files.ts';
import { expectFormat } from './several/naive.ts';
import { expectOrder, expectSameSamples } from './several/order.ts';
import { warnOfBcf } from './shared/check.ts';
import { errorsOfVariants } from './shared/errors.ts';
import { afterWriting, formatOf, layOutOutputs, variantOutputs } from './shared/outputs.ts';

/** https://samtools.github.io/bcftools/bcftools.html#concat, of version 1.21 */
export const concat = defineTool({
  name: 'bcftools-concat',
  summary: 'joins variants of the same samples, such as those of several sequences',
  inputs: {
    variants: {
      ...SEVERAL,
      description:
        'Variants of the same samples, each file sorted; in order, without --allow-overlaps',
    },
  },
  outputs: variantOutputs('All variants', '{variants.stem}.concat'),
  params: concatParams,
  relations: concatRelations,
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools concat',
  errorPatterns: errorsOfVariants(),
  checkedInJob: [
    'the variants are whole, sorted, of one genome and of the same samples; the files are in order, and indexes are theirs',
    'with --naive, all files and the output have one compressed format',
  ],

  inspect: ({ files, isStaged }) => inspectVariants(files('variants'), '--variants', isStaged),

  async prepare({ inputs: { variants }, outputs, params, ...context }) {
    if (params.naive) expectFormat(variants, outputs);
    await layOutOutputs(context);
    warnOfBcf(outputs, context);
    const found = await checkAll(variants, { indexed: isIndexed(params) }, context);
    if (!params.dropGenotypes) expectSameSamples(found);
    if (!isIndexed(params)) expectOrder(found);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const variants = linkAll(inputs.variants, { indexed: isIndexed(params) }, context);
    return [
      ...variants.steps,
      {
        pipeline: [
          [
            ...(['bcftools', 'concat', '--no-version'] as const),
            ...['--threads', String(context.cpus - 1)],
            ...concatOptions(params),
            ...extraArgs,
            ...formatOf(outputs),
            ...variants.paths,
          ],
        ],
        stdoutTo: outputs.vcf,
      },
      ...afterWriting(outputs, context),
    ];
  },
});
