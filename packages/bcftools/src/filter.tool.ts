import {
  inspectVariants,
  prepareRegions,
  REGION_FORMS,
  REGION_SUFFIXES,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { filterOptions, filterParams, filterRelations } from './params/filter.ts';
import { prepareVariants, SEQUENCES } from './shared/check.ts';
import { badExpression, errorsOfVariants } from './shared/errors.ts';
import { REGIONS_FILE, VARIANTS } from './shared/inputs.ts';
import { linked } from './shared/links.ts';
import { afterWriting, formatOf, variantOutputs } from './shared/outputs.ts';
import { ONE_EXPRESSION, ONE_OF_REGIONS, regionsOf } from './shared/selection.ts';

/** https://samtools.github.io/bcftools/bcftools.html#filter, of version 1.21 */
export const filter = defineTool({
  name: 'bcftools-filter',
  summary: 'filters variants by expressions, regions and distances to indels',
  inputs: {
    variants: VARIANTS,
    mask: {
      kind: 'file',
      required: false,
      description: `Records that overlap these regions fail: ${REGION_FORMS} (-M)`,
      suffixes: REGION_SUFFIXES,
    },
    regionsFile: REGIONS_FILE,
  },
  outputs: variantOutputs('The filtered variants', '{variants.stem}.filter'),
  params: filterParams,
  relations: [ONE_OF_REGIONS, ONE_EXPRESSION, ...filterRelations],
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bcftools filter',
  errorPatterns: [...errorsOfVariants(), badExpression],
  checkedInJob: ['the variants are whole and sorted; they have the regions and the mask'],

  inspect: ({ files, isStaged }) => inspectVariants(files('variants'), '--variants', isStaged),

  async prepare({ inputs, outputs, params, ...context }) {
    const { regions } = params;
    await prepareVariants(inputs.variants, outputs, { regions, sorted: true }, context);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir, cpus } = context;
    const variants = linked(inputs.variants, 'variants', workDir);
    const regions = regionsOf(params.regions, inputs.regionsFile, workDir);
    const genome = { genome: `${workDir}/${SEQUENCES}`, as: 'bed', workDir } as const;
    const mask = inputs.mask && prepareRegions({ option: '--mask', file: inputs.mask, ...genome });
    return [
      ...variants.steps,
      ...regions.steps,
      ...(mask?.steps ?? []),
      {
        pipeline: [
          [
            ...(['bcftools', 'filter', '--no-version', '--threads', String(cpus - 1)] as const),
            ...regions.options,
            ...(mask ? ['-M', mask.path] : []),
            ...filterOptions(params),
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
