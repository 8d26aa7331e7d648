import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { mergeOptions, mergeParams, mergeRelations } from './params/merge.ts';
import { layOutAllEmpty, withoutIndexIfEmpty } from './several/empty.ts';
import { checkAll, expectSequencesOf, linkAll, SEVERAL } from './several/files.ts';
import { expectDifferentSamples } from './several/order.ts';
import { warnOfBcf } from './shared/check.ts';
import { errorsOfVariants } from './shared/errors.ts';
import { afterWriting, formatOf, layOutOutputs, variantOutputs } from './shared/outputs.ts';
import {
  checkReference,
  linkedReference,
  OPTIONAL_REFERENCE,
  otherGenome,
} from './shared/reference.ts';

const INDEXED = { indexed: true } as const;

/** https://samtools.github.io/bcftools/bcftools.html#merge, of version 1.21 */
export const merge = defineTool({
  name: 'bcftools-merge',
  summary: 'joins variants of different samples into one file',
  inputs: {
    variants: { ...SEVERAL, description: 'Variants of different samples, each file sorted' },
    reference: OPTIONAL_REFERENCE,
  },
  outputs: variantOutputs('The variants of all samples', '{variants.stem}.merge'),
  params: mergeParams,
  relations: mergeRelations,
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools merge',
  errorPatterns: [otherGenome, ...errorsOfVariants()],
  checkedInJob: [
    'the variants are whole, sorted, of one genome and of different samples; indexes are theirs',
    'the genome is FASTA, and has the sequences of the variants',
  ],

  inspect: ({ files, isStaged }) => inspectVariants(files('variants'), '--variants', isStaged),

  async prepare({ inputs: { variants, reference }, outputs, params, ...context }) {
    await layOutOutputs(context);
    warnOfBcf(outputs, context);
    const genome = reference && (await checkReference(reference, context));
    const found = await checkAll(variants, { ...INDEXED, genome }, context);
    expectSequencesOf(found);
    await layOutAllEmpty(found, context);
    if (!params.forceSamples) expectDifferentSamples(found);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir, cpus } = context;
    const variants = linkAll(inputs.variants, INDEXED, context);
    const reference = inputs.reference && linkedReference(inputs.reference, workDir);
    return [
      ...variants.steps,
      ...(reference?.steps ?? []),
      {
        pipeline: [
          withoutIndexIfEmpty([
            ...(['bcftools', 'merge', '--no-version', '--threads', String(cpus - 1)] as const),
            // Otherwise it refuses a single file.
            '--force-single',
            ...mergeOptions(params),
            ...(params.gvcf ? ['-g', reference?.path ?? '-'] : []),
            ...extraArgs,
            ...formatOf(outputs),
            ...variants.paths,
          ]),
        ],
        stdoutTo: outputs.vcf,
      },
      ...afterWriting(outputs, context),
    ];
  },
});
