import { checkRegions, inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import * as select from './selection.ts';
import * as variants from './variants.ts';

/** https://samtools.github.io/bcftools/bcftools.html#filter, of version 1.21 */
export const filter = defineTool({
  name: 'bcftools-filter',
  summary: 'drops or marks variants by an expression, by near indels, or by a mask',
  inputs: {
    vcf: {
      ...variants.variantsInput('Variants to filter'),
      stream: { unlessGiven: ['regionsFile', 'mask'] },
    },
    mask: {
      kind: 'file',
      required: false,
      description: 'Regions in which variants are marked with --soft-filter, as BED (-M)',
      suffixes: ['.bed.gz', '.bed'],
    },
    regionsFile: select.regionsInput,
  },
  outputs: variants.variantsOutputs('The filtered variants', '{vcf.stem}.filtered.vcf.gz'),
  params: z.object({
    ...select.expressions('Keep variants'),
    softFilter: z
      .string()
      .regex(/^[\w.+-]+$/)
      .optional()
      .describe('Mark variants that fail with this name in FILTER instead of dropping them (-s)'),
    mode: z
      .enum(['replace', 'append', 'reset', 'append-reset'])
      .default('replace')
      .describe(
        'FILTER of marked variants: a new value, or one more; reset makes others PASS (-m)',
      ),
    setGts: z
      .enum(['missing', 'ref'])
      .optional()
      .describe('Keep variants, and set the genotypes of failed samples to this (-S)'),
    snpGap: z
      .string()
      .regex(/^\d+(:(indel|mnp|bnd|other|overlap)(,(indel|mnp|bnd|other|overlap))*)?$/)
      .optional()
      .meta({ expects: 'a number of bases, as 5, or with types of variants, as 5:indel,mnp' })
      .describe('Filter SNPs within so many bases of an indel, or of other types (-g)'),
    indelGap: z
      .int()
      .min(1)
      .optional()
      .describe('Of indels within so many bases, only one passes (-G)'),
    regions: select.regions,
  }),
  relations: [
    select.regionsRelation,
    select.expressionsRelation,
    {
      kind: 'oneOf',
      options: ['include', 'exclude', 'snpGap', 'indelGap', 'mask'],
      problem: 'no filter was given',
      advice: 'Give --include, --exclude, --snp-gap, --indel-gap or --mask.',
    },
    {
      ...{ kind: 'requires', when: 'mask', option: 'softFilter' },
      problem: '--mask only marks variants, and no mark was given',
      advice: 'Give its name with --soft-filter.',
    },
    {
      ...{ kind: 'requires', when: { option: 'mode', isNot: ['replace'] }, option: 'softFilter' },
      problem: '--mode {mode.value} is about marks, and no mark was given',
      advice: 'Give its name with --soft-filter, or leave --mode out.',
    },
  ],
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bcftools filter',
  errorPatterns: variants.errorPatterns(),
  checkedInJob: [select.CHECKED_REGIONS, 'the expression names fields that the variants have'],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  async prepare(ctx) {
    const { mask, regionsFile } = ctx.inputs;
    await select.prepare(ctx, regionsFile);
    if (mask) await checkRegions({ option: '--mask', file: mask }, ctx);
  },

  command({ inputs: { vcf, mask, regionsFile }, outputs, params, extraArgs, ...granted }) {
    const selected = { regions: params.regions, regionsFile };
    const { workDir } = granted;
    const mode = {
      replace: [],
      append: ['-m', '+'],
      reset: ['-m', 'x'],
      'append-reset': ['-m', '+x'],
    };
    const names = mask && { option: '--mask', file: mask, workDir };
    return [
      ...variants.checkSelection(vcf, selected, workDir),
      ...(names ? variants.checkNames(vcf.path, names) : []),
      ...variants.writeVariants(
        [variants.readVariants(vcf, selected)],
        [
          ...(['bcftools', 'filter'] as const),
          ...select.expressionOptions(params),
          ...select.given('-s', params.softFilter),
          ...mode[params.mode],
          ...(params.setGts ? ['-S', params.setGts === 'ref' ? '0' : '.'] : []),
          ...select.given('-g', params.snpGap),
          ...select.given('-G', params.indelGap),
          ...(mask ? ['-M', mask.path] : []),
          ...[...extraArgs, '-'],
        ],
        outputs,
        granted,
      ),
    ];
  },
});
