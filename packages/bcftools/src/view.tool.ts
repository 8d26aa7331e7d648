import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { pickOptions, pickParams, pickRelations } from './pick.ts';
import * as select from './selection.ts';
import * as variants from './variants.ts';

const vcfOutputs = variants.variantsOutputs('The picked variants', '{vcf.stem}.picked.vcf.gz');

/** https://samtools.github.io/bcftools/bcftools.html#view, of version 1.21 */
export const view = defineTool({
  name: 'bcftools-view',
  summary: 'picks samples, regions and variants; converts between VCF and BCF',
  inputs: {
    vcf: variants.variantsInput('Variants to pick from'),
    samplesFile: {
      kind: 'file',
      required: false,
      description: 'Samples to keep, one a line (-S)',
      suffixes: ['.txt', '.list', '.tsv'],
    },
    regionsFile: select.regionsInput,
  },
  outputs: {
    ...vcfOutputs,
    outputVcf: { ...vcfOutputs.outputVcf, onlyWith: { option: 'format', is: ['vcf'] } },
    bcf: {
      kind: 'file',
      onlyWith: { option: 'format', is: ['bcf'] },
      description: 'The picked variants as BCF, with --format bcf',
      defaultName: '{vcf.stem}.picked.bcf',
      otherFormats: ['.vcf', '.vcf.gz'],
    },
    csi: {
      kind: 'file',
      required: false,
      description: 'The BCF’s index',
      defaultName: '{vcf.stem}.picked.bcf.csi',
      beside: { output: 'bcf', suffix: '.csi' },
    },
  },
  params: z.object({
    format: z
      .enum(['vcf', 'bcf'])
      .default('vcf')
      .describe('Write a VCF to --output-vcf, or a BCF to --bcf'),
    ...pickParams,
    regions: select.regions,
  }),
  relations: [select.regionsRelation, ...pickRelations],
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools view',
  errorPatterns: variants.errorPatterns(),
  checkedInJob: [select.CHECKED_REGIONS, 'the samples are in the variants'],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  prepare: (ctx) => select.prepare(ctx, ctx.inputs.regionsFile),

  command({ inputs, outputs, params, extraArgs, ...granted }) {
    const { vcf, samplesFile, regionsFile } = inputs;
    const selected = { regions: params.regions, regionsFile };
    const { outputVcf = '', tbi, bcf, csi } = outputs;
    const written = bcf === undefined ? { outputVcf, tbi } : { outputVcf: bcf, tbi: csi };
    return [
      ...variants.checkSelection(vcf, selected, granted.workDir),
      ...variants.writeVariants(
        [variants.readVariants(vcf, selected)],
        [
          ...(['bcftools', 'view'] as const),
          ...(samplesFile ? ['-S', samplesFile.path] : []),
          ...pickOptions(params),
          ...[...extraArgs, '-'],
        ],
        written,
        granted,
      ),
    ];
  },
});
