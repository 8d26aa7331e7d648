import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { applyFilters } from './pick.ts';
import { MERGE } from './programs.ts';
import * as select from './selection.ts';
import { indexedLinks, linksTo, severalVariants } from './several.ts';
import * as variants from './variants.ts';

/** Lists of TAG:METHOD, as DP:sum,QS:max. */
const rules = z
  .string()
  .regex(/^[\w.]+:\w+(,[\w.]+:\w+)*$/)
  .optional()
  .meta({ expects: 'fields with a method each, as DP:sum,QS:max' });

/** https://samtools.github.io/bcftools/bcftools.html#merge, of version 1.21 */
export const merge = defineTool({
  name: 'bcftools-merge',
  summary: 'merges files of different samples into one',
  inputs: {
    vcf: severalVariants('Variants of different samples'),
    regionsFile: select.regionsInput,
  },
  outputs: variants.variantsOutputs('The variants of all samples', '{vcf.stem}.merged.vcf.gz'),
  params: z.object({
    multiallelics: z
      .enum(['none', 'snps', 'indels', 'both', 'snp-ins-del', 'all', 'id'])
      .default('both')
      .describe('Which records of one position become one multiallelic record (-m)'),
    missingToRef: z
      .boolean()
      .default(false)
      .describe('Samples without a record have the genotype 0/0 instead of ./. (-0)'),
    forceSamples: z
      .boolean()
      .default(false)
      .describe('Samples of one name get the file’s number in front; without it, they are refused'),
    filterLogic: z
      .enum(['any-pass', 'all'])
      .default('all')
      .describe('FILTER: PASS if one file passes, or all filters of all files (-F)'),
    infoRules: rules.describe('How INFO fields merge, as DP:sum,DP4:sum (-i)'),
    missingRules: rules.describe('Values for absent alleles in vectors, as PL:max,AD:0 (-M)'),
    localAlleles: z
      .int()
      .min(0)
      .default(0)
      .describe('Write LPL for sites with more other alleles than this; 0: never (-L)'),
    applyFilters,
    regions: select.regions,
  }),
  relations: [select.regionsRelation],
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bcftools merge',
  errorPatterns: [
    ...variants.errorPatterns(),
    {
      pattern: { source: 'Duplicate sample names \\(' },
      problem: 'two files given with --vcf have a sample of the same name',
      advice:
        'Give --force-samples to keep both. Join files of the same samples with bcftools-concat.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the files are whole, sorted, and of one genome; their samples differ',
    select.CHECKED_REGIONS,
  ],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf', sharesSequences: true }),

  prepare: (ctx) => select.prepare(ctx, ctx.inputs.regionsFile),

  command({ inputs: { vcf, regionsFile }, outputs, params, extraArgs, ...granted }) {
    const selected = { regions: params.regions, regionsFile };
    const last = variants.pipedThrough(selected, [
      ...(['sh', `./${MERGE}`, '--force-single', '-m', params.multiallelics] as const),
      ...(params.missingToRef ? ['-0'] : []),
      ...(params.forceSamples ? ['--force-samples'] : []),
      ...['-F', params.filterLogic === 'all' ? '+' : 'x'],
      ...select.given('-i', params.infoRules),
      ...select.given('-M', params.missingRules),
      ...(params.localAlleles > 0 ? ['-L', String(params.localAlleles)] : []),
      ...select.given('-f', params.applyFilters),
      ...extraArgs,
      ...linksTo(vcf, granted.workDir),
    ]);
    return [
      ...indexedLinks(vcf, granted),
      ...vcf
        .slice(0, 1)
        .flatMap((first) => variants.checkSelection(first, selected, granted.workDir)),
      ...variants.writeVariants(last.readers, last.command, outputs, granted),
    ];
  },
});
