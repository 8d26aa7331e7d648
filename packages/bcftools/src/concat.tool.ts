import { inspectVariants } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import * as select from './selection.ts';
import { indexedLinks, linksTo, severalVariants } from './several.ts';
import * as variants from './variants.ts';

/** https://samtools.github.io/bcftools/bcftools.html#concat, of version 1.21 */
export const concat = defineTool({
  name: 'bcftools-concat',
  summary: 'joins files of the same samples, such as one for each chromosome',
  inputs: {
    vcf: severalVariants('Variants of the same samples, in the order of the genome'),
    regionsFile: select.regionsInput,
  },
  outputs: variants.variantsOutputs('All variants', '{vcf.stem}.concat.vcf.gz'),
  params: z.object({
    allowOverlaps: z
      .boolean()
      .default(false)
      .describe('The files may overlap, and come in any order (-a)'),
    removeDuplicates: z
      .enum(['snps', 'indels', 'both', 'all', 'exact'])
      .optional()
      .describe(
        'Write records that several files have once: of these types, or of the same alleles (-d)',
      ),
    ligate: z
      .enum(['strict', 'force', 'warn'])
      .optional()
      .describe(
        'Join phased files that overlap by their phase (-l); keep files that do not overlap, or drop sites of bad overlaps',
      ),
    minPq: z
      .int()
      .min(0)
      .default(30)
      .describe('Begin a new phase set below this phasing quality, with --ligate (-q)'),
    compactPs: z
      .boolean()
      .default(false)
      .describe('Write PS only where a phase set begins, with --ligate (-c)'),
    dropGenotypes: z.boolean().default(false).describe('Drop all samples (-G)'),
    regions: select.regions,
  }),
  relations: [
    select.regionsRelation,
    {
      ...{ kind: 'onlyWith', option: 'removeDuplicates' },
      condition: { option: 'allowOverlaps', is: [true] },
      problem: '--remove-duplicates is for files that overlap',
      advice: 'Give --allow-overlaps too.',
    },
    {
      ...{ kind: 'excludes', conditions: ['ligate', { option: 'allowOverlaps', is: [true] }] },
      problem: '--ligate and --allow-overlaps were both given, but exclude each other',
      advice: 'Give one of them.',
    },
  ],
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bcftools concat',
  errorPatterns: [
    ...variants.errorPatterns(),
    {
      pattern: { source: 'Different (sample names|number of samples) in' },
      problem: 'the files given with --vcf have different samples, or in another order',
      advice: 'Join files of different samples with bcftools-merge.',
      provesBadData: true,
    },
    {
      pattern: { source: 'is not contiguous, consider running with -a' },
      problem: 'the files given with --vcf are not in the order of the genome',
      advice: 'Give them in its order, or give --allow-overlaps.',
      provesBadData: true,
    },
  ],
  checkedInJob: ['the files are whole, sorted, and of the same samples', select.CHECKED_REGIONS],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  prepare: (ctx) => select.prepare(ctx, ctx.inputs.regionsFile),

  command({ inputs: { vcf, regionsFile }, outputs, params, extraArgs, ...granted }) {
    const selected = { regions: params.regions, regionsFile };
    const ligate = { strict: '-l', force: '--ligate-force', warn: '--ligate-warn' };
    const phased = ['-q', String(params.minPq), ...(params.compactPs ? ['-c'] : [])];
    const last = variants.pipedThrough(selected, [
      ...(['bcftools', 'concat'] as const),
      ...(params.allowOverlaps ? ['-a'] : []),
      ...select.given('-d', params.removeDuplicates),
      ...(params.ligate ? [ligate[params.ligate], ...phased] : []),
      ...(params.dropGenotypes ? ['-G'] : []),
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
