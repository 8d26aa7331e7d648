import { defineTool } from '@joblayer/job-runtime';
import { statsOptions, statsParams, statsRelations } from './params/stats.ts';
import { expectEqualLengths, expectSequencesOf } from './several/files.ts';
import { checkIndex } from './shared/check-index.ts';
import { checkInput, layOutSequences } from './shared/check.ts';
import { badExpression, errorsOfVariants } from './shared/errors.ts';
import { REGIONS_FILE, SAMPLES_FILE, VARIANT_INDEX, VARIANTS } from './shared/inputs.ts';
import { linkedAsNamed } from './shared/links.ts';
import {
  checkReference,
  linkedReference,
  OPTIONAL_REFERENCE,
  otherGenome,
} from './shared/reference.ts';
import { layOutSamples, ONE_OF_SAMPLES, samplesOf } from './shared/samples.ts';
import { ONE_EXPRESSION, ONE_OF_REGIONS, regionsOf } from './shared/selection.ts';

/** https://samtools.github.io/bcftools/bcftools.html#stats, of version 1.21 */
export const stats = defineTool({
  name: 'bcftools-stats',
  summary: 'counts variants by type, quality, depth and sample, or compares two files',
  inputs: {
    variants: { ...VARIANTS, secondaryFiles: { index: VARIANT_INDEX } },
    other: {
      ...VARIANTS,
      required: false,
      description: 'A second file: what each has alone, and what both have, is counted',
      secondaryFiles: { otherIndex: VARIANT_INDEX },
    },
    reference: OPTIONAL_REFERENCE,
    regionsFile: REGIONS_FILE,
    samplesFile: SAMPLES_FILE,
  },
  outputs: {
    stats: {
      kind: 'file',
      description: 'The counts, for plot-vcfstats and MultiQC',
      defaultName: '{variants.stem}.stats.txt',
    },
  },
  params: statsParams,
  relations: [ONE_OF_REGIONS, ONE_EXPRESSION, ONE_OF_SAMPLES, ...statsRelations],
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 1 } },
  extraArgsFor: 'bcftools stats',
  errorPatterns: [
    { ...otherGenome, problem: otherGenome.problem.replace('--variants', '--variants or --other') },
    ...errorsOfVariants('--variants or --other'),
    badExpression,
  ],
  checkedInJob: [
    'the variants are whole, and sorted if there are two files; they have the regions and samples; indexes are theirs',
    'the variants and the genome are of one genome',
  ],

  async prepare({ inputs, params, ...context }) {
    const { variants, other, samplesFile } = inputs;
    const genome = inputs.reference && (await checkReference(inputs.reference, context));
    const sorted = other !== undefined;
    const first = await checkInput({ file: variants, sorted, genome }, context);
    await layOutSequences(first, params.regions, context);
    await layOutSamples({ samples: params.samples, samplesFile }, first.samples, context);
    if (!other) return;
    const option = '--other';
    const second = await checkInput({ option, file: other, sorted, genome }, context);
    const both = [
      { ...first, name: variants.name },
      { ...second, name: other.name },
    ];
    expectSequencesOf(both, '--variants and --other');
    expectEqualLengths(both, '--variants and --other');
    const { index } = variants.secondaryFiles;
    const { otherIndex } = other.secondaryFiles;
    await checkIndex('--variants', { file: variants, index }, first.records, context);
    await checkIndex(option, { file: other, index: otherIndex }, second.records, context);
  },

  command({ inputs: { variants, other, ...inputs }, outputs, params, extraArgs, ...context }) {
    const { workDir } = context;
    const indexed = other !== undefined;
    const { index } = variants.secondaryFiles;
    const first = linkedAsNamed({ file: variants, index }, indexed, context);
    const second =
      other &&
      linkedAsNamed({ file: other, index: other.secondaryFiles.otherIndex }, true, context);
    const reference = inputs.reference && linkedReference(inputs.reference, workDir);
    const regions = regionsOf(params.regions, inputs.regionsFile, workDir);
    const { samplesFile } = inputs;
    return [
      ...first.steps,
      ...(second?.steps ?? []),
      ...(reference?.steps ?? []),
      ...regions.steps,
      {
        pipeline: [
          [
            // Without --threads: their number would be in the first lines.
            ...(['bcftools', 'stats'] as const),
            ...(reference ? ['-F', reference.path] : []),
            ...regions.options,
            ...samplesOf({ samples: params.samples, samplesFile }, workDir),
            ...statsOptions(params),
            ...extraArgs,
            first.path,
            ...(second ? [second.path] : []),
          ],
        ],
        stdoutTo: outputs.stats,
      },
    ];
  },
});
