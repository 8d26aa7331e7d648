import {
  badFasta,
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectVariants,
  withIndexes,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { otherGenome } from './other-genome.ts';
import * as select from './selection.ts';
import * as variants from './variants.ts';

const TYPES = ['snps', 'indels', 'both', 'any'] as const;

/** https://samtools.github.io/bcftools/bcftools.html#norm, of version 1.21 */
export const norm = defineTool({
  name: 'bcftools-norm',
  summary: 'aligns indels to the left, splits or joins multiallelic sites, drops duplicates',
  inputs: {
    vcf: variants.variantsInput('Variants to normalize'),
    reference: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'The genome as FASTA, to align indels and to check REF (-f)',
      suffixes: FASTA_SUFFIXES,
      secondaryFiles: FASTA_INDEXES,
    },
    regionsFile: select.regionsInput,
  },
  outputs: variants.variantsOutputs('The normalized variants', '{vcf.stem}.norm.vcf.gz'),
  params: z.object({
    multiallelics: z
      .enum(['split', 'join'])
      .optional()
      .describe('Split multiallelic sites into several records, or join records to one (-m)'),
    multiallelicTypes: z
      .enum(TYPES)
      .default('both')
      .describe('Which to split or join: both keeps SNPs and indels apart, any does not'),
    checkRef: z
      .enum(['error', 'warn', 'exclude', 'set'])
      .default('error')
      .describe('If REF differs from the genome: fail, warn, drop or correct the record (-c)'),
    keepIndels: z.boolean().default(false).describe('Do not align indels to the left (-N)'),
    removeDuplicates: z
      .enum(['snps', 'indels', 'both', 'all', 'exact'])
      .optional()
      .describe('Drop records of one position: of these types, or of the same alleles (-d)'),
    atomize: z.boolean().default(false).describe('Split MNVs into SNVs (-a)'),
    oldRecTag: z
      .string()
      .regex(/^[A-Za-z_]\w*$/)
      .optional()
      .describe('An INFO field for the original of each changed record (--old-rec-tag)'),
    strictFilter: z
      .boolean()
      .default(false)
      .describe('A joined site passes only if all its records pass (-s)'),
    siteWindow: z
      .int()
      .min(1)
      .default(1000)
      .describe('How far an indel may move, in bases, with the output sorted (-w)'),
    regions: select.regions,
    ...select.expressions('Normalize only records'),
  }),
  relations: [
    select.regionsRelation,
    select.expressionsRelation,
    {
      ...{ kind: 'requires', when: { option: 'checkRef', isNot: ['error'] }, option: 'reference' },
      problem: '--check-ref {checkRef.value} was given without a genome',
      advice: 'Give --reference.',
    },
    {
      kind: 'oneOf',
      options: ['reference', 'multiallelics', 'removeDuplicates', 'atomize'],
      problem: 'nothing to do was given',
      advice: 'Give --reference, --multiallelics, --remove-duplicates or --atomize.',
    },
  ],
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools norm',
  errorPatterns: [...variants.errorPatterns(), badFasta, otherGenome],
  checkedInJob: ['the genome is FASTA with the sequences of the variants', select.CHECKED_REGIONS],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  async prepare(ctx) {
    await select.prepare(ctx, ctx.inputs.regionsFile);
    await checkIndexedFasta(ctx.inputs.reference, ctx);
  },

  command({ inputs: { vcf, reference, regionsFile }, outputs, params, extraArgs, ...granted }) {
    const selected = { regions: params.regions, regionsFile };
    const genome = reference && withIndexes(reference, granted.workDir);
    const sign = params.multiallelics === 'split' ? '-' : '+';
    return [
      ...(genome?.steps ?? []),
      ...variants.checkSelection(vcf, selected, granted.workDir),
      ...variants.writeVariants(
        [variants.readVariants(vcf, selected)],
        [
          ...(['bcftools', 'norm'] as const),
          ...(genome
            ? [
                '-f',
                genome.path,
                '-c',
                params.checkRef.charAt(params.checkRef === 'exclude' ? 1 : 0),
              ]
            : []),
          ...(params.multiallelics ? ['-m', `${sign}${params.multiallelicTypes}`] : []),
          ...select.given('-d', params.removeDuplicates),
          ...(params.atomize ? ['-a'] : []),
          ...(params.keepIndels ? ['-N'] : []),
          ...(params.strictFilter ? ['-s'] : []),
          ...select.given('--old-rec-tag', params.oldRecTag),
          ...['-w', String(params.siteWindow)],
          ...select.expressionOptions(params),
          ...[...extraArgs, '-'],
        ],
        outputs,
        granted,
      ),
    ];
  },
});
