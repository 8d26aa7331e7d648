import { inspectVariants } from '@joblayer/genome-files';
import { withLog } from '@joblayer/genome-files/aligners';
import { defineTool } from '@joblayer/job-runtime';
import { normOptions, normParams, normRelations } from './params/norm.ts';
import { prepareVariants } from './shared/check.ts';
import { errorsOfVariants } from './shared/errors.ts';
import { REGIONS_FILE, VARIANTS } from './shared/inputs.ts';
import { linked } from './shared/links.ts';
import { expectOneGenome, layOutOtherGenome } from './shared/other-genome.ts';
import { afterWriting, formatOf, variantOutputs } from './shared/outputs.ts';
import {
  checkReference,
  linkedReference,
  OPTIONAL_REFERENCE,
  otherGenome,
} from './shared/reference.ts';
import { ONE_OF_REGIONS, regionsOf } from './shared/selection.ts';

// bcftools 1.21 crashes with -c x, which would drop records whose REF differs.
const CHECK_REF = { exit: 'e', warn: 'w', set: 's' } as const;

/** https://samtools.github.io/bcftools/bcftools.html#norm, of version 1.21 */
export const norm = defineTool({
  name: 'bcftools-norm',
  summary: 'left-aligns indels, checks REF, splits and joins multiallelic sites',
  inputs: { variants: VARIANTS, reference: OPTIONAL_REFERENCE, regionsFile: REGIONS_FILE },
  outputs: variantOutputs('The normalized variants', '{variants.stem}.norm'),
  params: normParams,
  relations: [ONE_OF_REGIONS, ...normRelations],
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bcftools norm',
  errorPatterns: [otherGenome, ...errorsOfVariants()],
  checkedInJob: [
    'the variants are whole, sorted, and of the genome; they have the regions',
    'the genome is FASTA; with --check-ref warn or set, REF fits it in at least half of the records',
  ],

  inspect: ({ files, isStaged }) => inspectVariants(files('variants'), '--variants', isStaged),

  async prepare({ inputs: { variants, reference }, outputs, params, ...context }) {
    const genome = reference && (await checkReference(reference, context));
    await layOutOtherGenome(context);
    const { regions } = params;
    await prepareVariants(
      variants,
      outputs,
      { regions, sorted: true, ...(genome && { genome }) },
      context,
    );
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir, cpus } = context;
    const variants = linked(inputs.variants, 'variants', workDir);
    const regions = regionsOf(params.regions, inputs.regionsFile, workDir);
    const reference = inputs.reference && linkedReference(inputs.reference, workDir);
    const log = `${workDir}/norm.log`;
    const argv = [
      ...(['bcftools', 'norm', '--no-version', '--threads', String(cpus - 1)] as const),
      ...(reference ? ['-f', reference.path, '-c', CHECK_REF[params.checkRef]] : []),
      ...regions.options,
      ...normOptions(params),
      ...extraArgs,
      ...formatOf(outputs),
      variants.path,
    ] as const;
    return [
      ...variants.steps,
      ...(reference?.steps ?? []),
      ...regions.steps,
      { pipeline: [withLog(argv, log)], stdoutTo: outputs.vcf },
      ...(reference ? [expectOneGenome(log, workDir)] : []),
      ...afterWriting(outputs, context),
    ];
  },
});
