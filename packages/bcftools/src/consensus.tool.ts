import {
  badFasta,
  checkIndexedFasta,
  checkRegions,
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

const CASES = ['uc', 'lc'];
const letter = (words: readonly string[] = []) =>
  z
    .string()
    .regex(new RegExp(`^([!-~]${words.map((word) => `|${word}`).join('')})$`))
    .optional()
    .meta({ expects: ['one character', ...words].join(' or ') });

/** https://samtools.github.io/bcftools/bcftools.html#consensus, of version 1.21 */
export const consensus = defineTool({
  name: 'bcftools-consensus',
  summary: 'applies variants to a genome, and writes the sequences of a sample',
  inputs: {
    vcf: {
      kind: 'file',
      description: 'Variants to apply',
      suffixes: variants.VARIANTS_SUFFIXES,
      stream: true,
    },
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome that the variants were called with, as FASTA (-f)',
      suffixes: FASTA_SUFFIXES,
      secondaryFiles: FASTA_INDEXES,
    },
    mask: {
      kind: 'file',
      required: false,
      description: 'Regions to mask, such as those without coverage, as BED (-m)',
      suffixes: ['.bed.gz', '.bed'],
    },
  },
  outputs: {
    fasta: {
      kind: 'file',
      description: 'The sequences as FASTA',
      defaultName: '{vcf.stem}.consensus.fa',
      otherFormats: ['.gz'],
    },
    chain: {
      kind: 'file',
      onRequest: true,
      description: 'A chain file, to lift positions over (-c)',
      defaultName: '{vcf.stem}.consensus.chain',
    },
  },
  params: z.object({
    sample: z
      .string()
      .regex(/^[^,\s-][^,\s]*$/)
      .optional()
      .describe(
        'The sample whose genotypes count; none: apply each first ALT; default: all samples (-s)',
      ),
    haplotype: z
      .enum(['1', '2', 'R', 'A', 'I', 'LR', 'LA', 'SR', 'SA', '1pIu', '2pIu'])
      .optional()
      .describe('The allele of a genotype: the first, REF, ALT, an IUPAC code, the longer (-H)'),
    ...select.expressions('Apply variants'),
    maskWith: letter(CASES).describe('What the mask writes; default: N (--mask-with)'),
    missing: letter().describe('What to write for a missing genotype; default: the genome’s (-M)'),
    absent: letter().describe('What to write for positions that no record has (-a)'),
    markDel: letter().describe(
      'Write this for each deleted base; --mark-del=- is a dash (--mark-del)',
    ),
    markIns: letter(CASES).describe('Write insertions so (--mark-ins)'),
    markSnv: letter(CASES).describe('Write substitutions so (--mark-snv)'),
    prefix: z
      .string()
      .regex(/^[\w.|:+=][\w.|:+=-]*$/)
      .optional()
      .describe('A prefix of the sequences’ names (-p)'),
  }),
  relations: [
    select.expressionsRelation,
    {
      ...{ kind: 'onlyWith', option: 'maskWith', condition: 'mask' },
      problem: '--mask-with was given without regions',
      advice: 'Give --mask too, or leave it out.',
    },
  ],
  resources: { vcpus: 1, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools consensus',
  errorPatterns: [otherGenome, ...variants.errorPatterns(), badFasta],
  checkedInJob: ['the genome is FASTA with a sequence of the variants', 'the mask is BED'],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  async prepare(ctx) {
    const { mask, reference } = ctx.inputs;
    await select.prepare(ctx);
    const sequences = await checkIndexedFasta(reference, ctx);
    if (mask) await checkRegions({ option: '--mask', file: mask, genome: sequences }, ctx);
  },

  command({ inputs: { vcf, reference, mask }, outputs, params, extraArgs, cpus, workDir }) {
    const genome = withIndexes(reference, workDir);
    const fai = { ...reference, path: reference.secondaryFiles.fai ?? `${genome.path}.fai` };
    const copy = `${workDir}/variants.bcf`;
    return [
      ...genome.steps,
      ...variants.indexedCopy(variants.readVariants(vcf), copy, { cpus, workDir }),
      ...variants.checkNames(copy, { option: '--reference', file: fai, workDir }),
      {
        pipeline: [
          [
            ...(['bcftools', 'consensus', '-f', genome.path] as const),
            ...select.given('-s', params.sample === 'none' ? '-' : params.sample),
            ...select.given('-H', params.haplotype),
            ...select.expressionOptions(params),
            ...(mask ? ['-m', mask.path] : []),
            ...select.given('--mask-with', params.maskWith),
            ...select.given('-M', params.missing),
            ...select.given('-a', params.absent),
            ...select.given('--mark-del', params.markDel),
            ...select.given('--mark-ins', params.markIns),
            ...select.given('--mark-snv', params.markSnv),
            ...select.given('-p', params.prefix),
            ...select.given('-c', outputs.chain),
            ...[...extraArgs, copy],
          ],
        ],
        stdoutTo: outputs.fasta,
      },
    ];
  },
});
