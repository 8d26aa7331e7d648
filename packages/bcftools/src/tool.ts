import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { annotate } from './annotate.tool.ts';
import { concat } from './concat.tool.ts';
import { consensus } from './consensus.tool.ts';
import { filter } from './filter.tool.ts';
import { merge } from './merge.tool.ts';
import { norm } from './norm.tool.ts';
import { stats } from './stats.tool.ts';
import { viewOptions, viewParams, viewRelations } from './params/view.ts';
import { prepareVariants } from './shared/check.ts';
import { badExpression, errorsOfVariants } from './shared/errors.ts';
import { REGIONS_FILE, SAMPLES_FILE, VARIANTS } from './shared/inputs.ts';
import { linked } from './shared/links.ts';
import { afterWriting, formatOf, variantOutputs } from './shared/outputs.ts';
import { layOutSamples, ONE_OF_SAMPLES, samplesOf } from './shared/samples.ts';
import { ONE_EXPRESSION, ONE_OF_REGIONS, regionsOf } from './shared/selection.ts';

/** https://samtools.github.io/bcftools/bcftools.html#view, of version 1.21 */
export const tool = defineTool({
  name: 'bcftools-view',
  summary: 'selects records and samples of variants, and converts VCF and BCF',
  inputs: { variants: VARIANTS, regionsFile: REGIONS_FILE, samplesFile: SAMPLES_FILE },
  outputs: variantOutputs('The selected variants', '{variants.stem}.view'),
  params: viewParams,
  relations: [ONE_OF_REGIONS, ONE_EXPRESSION, ONE_OF_SAMPLES, ...viewRelations],
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bcftools view',
  errorPatterns: [...errorsOfVariants(), badExpression],
  checkedInJob: [
    'the variants are whole, and sorted if an index is written; they have the regions and samples',
  ],

  inspect: ({ files, isStaged }) => inspectVariants(files('variants'), '--variants', isStaged),

  async prepare({ inputs, outputs, params, ...context }) {
    const { samples } = await prepareVariants(inputs.variants, outputs, params, context);
    const { samplesFile } = inputs;
    await layOutSamples({ samples: params.samples, samplesFile }, samples, context);
    const excluded = { samples: params.excludeSamples, samplesFile: undefined };
    await layOutSamples(excluded, samples, context, '--exclude-samples');
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir, cpus } = context;
    const { samplesFile } = inputs;
    const variants = linked(inputs.variants, 'variants', workDir);
    const regions = regionsOf(params.regions, inputs.regionsFile, workDir);
    const samples = samplesOf({ samples: params.samples, samplesFile }, workDir);
    const excluded = samplesOf({ samples: params.excludeSamples }, workDir, '^');
    return [
      ...variants.steps,
      ...regions.steps,
      {
        pipeline: [
          [
            ...(['bcftools', 'view', '--no-version', '--threads', String(cpus - 1)] as const),
            ...regions.options,
            ...samples,
            ...excluded,
            ...viewOptions(params),
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

/** Further definitions of this image. */
export const also = [norm, filter, concat, merge, stats, annotate, consensus];
