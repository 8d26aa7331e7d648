import {
  badFasta,
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectVariants,
  layOutFile,
  withIndexes,
} from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { otherGenome } from './other-genome.ts';
import { applyFilters } from './pick.ts';
import { FILE_NAME, STATS } from './programs.ts';
import * as select from './selection.ts';
import * as variants from './variants.ts';

/** https://samtools.github.io/bcftools/bcftools.html#stats, of version 1.21 */
export const stats = defineTool({
  name: 'bcftools-stats',
  summary: 'counts variants by type, quality, depth, frequency and sample, for MultiQC',
  inputs: {
    vcf: variants.variantsInput('Variants to count'),
    reference: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'The genome as FASTA, for the context of indels (-F)',
      suffixes: FASTA_SUFFIXES,
      secondaryFiles: FASTA_INDEXES,
    },
    regionsFile: select.regionsInput,
  },
  outputs: {
    stats: {
      kind: 'file',
      description: 'The counts as text, for plot-vcfstats and MultiQC',
      stream: true,
      defaultName: '{vcf.stem}.vcf.stats.txt',
    },
  },
  params: z.object({
    samples: z
      .string()
      .regex(/^[^,\s-][^,\s]*(,[^,\s]+)*$/)
      .optional()
      .describe('Samples to count in rows of their own, as NA1,NA2, or all (-s)'),
    applyFilters,
    ...select.expressions('Count variants'),
    firstAlleleOnly: z
      .boolean()
      .default(false)
      .describe('Count the first allele of a multiallelic site only (-1)'),
    splitById: z
      .boolean()
      .default(false)
      .describe('Count variants with an ID and those without apart (-I)'),
    depth: z
      .string()
      .regex(/^\d+,\d+,[1-9]\d*$/)
      .default('0,500,1')
      .describe('The bins of depth: least, most, size (-d)'),
    afTag: z
      .string()
      .regex(/^[\w.]+$/)
      .optional()
      .describe('The INFO field of allele frequency; default: from AC and AN, or genotypes'),
    verbose: z.boolean().default(false).describe('Also counts by site and sample (-v)'),
    regions: select.regions,
  }),
  relations: [select.regionsRelation, select.expressionsRelation],
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'bcftools stats',
  errorPatterns: [...variants.errorPatterns(), badFasta, otherGenome],
  checkedInJob: ['the genome is FASTA with the sequences of the variants', select.CHECKED_REGIONS],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  async prepare(ctx) {
    const { vcf, reference, regionsFile } = ctx.inputs;
    await select.prepare(ctx, regionsFile);
    await layOutFile(ctx, FILE_NAME, `${vcf.name}\n`);
    await checkIndexedFasta(reference, ctx);
  },

  command({ inputs: { vcf, reference, regionsFile }, outputs, params, extraArgs, workDir }) {
    const selected = { regions: params.regions, regionsFile };
    const genome = reference && withIndexes(reference, workDir);
    return [
      ...(genome?.steps ?? []),
      ...variants.checkSelection(vcf, selected, workDir),
      {
        pipeline: [
          variants.readVariants(vcf, selected),
          [
            ...(['bcftools', 'stats'] as const),
            ...select.given('-s', params.samples === 'all' ? '-' : params.samples),
            ...(genome ? ['-F', genome.path] : []),
            ...select.given('-f', params.applyFilters),
            ...select.expressionOptions(params),
            ...(params.firstAlleleOnly ? ['-1'] : []),
            ...(params.splitById ? ['-I'] : []),
            ...['-d', params.depth],
            ...select.given('--af-tag', params.afTag),
            ...(params.verbose ? ['-v'] : []),
            ...[...extraArgs, '-'],
          ],
          ['awk', '-f', `${workDir}/${STATS}`],
        ],
        stdoutTo: outputs.stats,
      },
    ];
  },
});
