import { checkRegions, inspectVariants } from '@joblayer/genome-files';
import { defineTool, type Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ANNOTATION_SUFFIXES, annotationsFor } from './annotations.ts';
import { refuseEmpty } from './refuse-empty.ts';
import * as select from './selection.ts';
import * as variants from './variants.ts';

const TEXT = ['.txt', '.hdr', '.tsv'];

const ofAnnotations = (options: readonly string[]): readonly Relation[] =>
  options.map((option) => ({
    ...{ kind: 'onlyWith', option, condition: 'annotations' },
    problem: `--${option.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)} is about annotations, and none were given`,
    advice: 'Give --annotations too, or leave it out.',
  }));

/** https://samtools.github.io/bcftools/bcftools.html#annotate, of version 1.21 */
export const annotate = defineTool({
  name: 'bcftools-annotate',
  summary: 'adds, renames and removes IDs, INFO, FORMAT and FILTER; renames sequences',
  inputs: {
    vcf: {
      ...variants.variantsInput('Variants to annotate'),
      stream: { unlessGiven: ['regionsFile', 'annotations', 'renameChrs'] },
    },
    annotations: {
      kind: 'file',
      required: false,
      description:
        'Annotations: variants, such as dbSNP, or text with the columns of --columns (-a)',
      suffixes: ANNOTATION_SUFFIXES,
    },
    headerLines: {
      kind: 'file',
      required: false,
      description: 'Lines for the header, such as ##INFO of new fields (-h)',
      suffixes: TEXT,
    },
    renameChrs: {
      kind: 'file',
      required: false,
      description: 'New names of sequences: lines of the old and the new name (--rename-chrs)',
      suffixes: TEXT,
    },
    regionsFile: select.regionsInput,
  },
  outputs: variants.variantsOutputs('The annotated variants', '{vcf.stem}.annotated.vcf.gz'),
  params: z.object({
    columns: z
      .string()
      .regex(/^[^,\s-][^,\s]*(,[^,\s]+)*$/)
      .optional()
      .describe(
        'Fields to take, as ID,INFO/AF, or the columns of a text, as CHROM,FROM,TO,GENE (-c)',
      ),
    markSites: z
      .string()
      .regex(/^[A-Za-z_]\w*$/)
      .optional()
      .describe('Set this INFO flag for variants that the annotations have (-m)'),
    pairLogic: z
      .enum(['snps', 'indels', 'both', 'all', 'some', 'exact'])
      .optional()
      .describe('Which annotations are of the same variant; default: with a common allele'),
    mergeLogic: z
      .string()
      .regex(/^[^,\s-][^,\s]*(,[^,\s]+)*$/)
      .optional()
      .describe('For several annotations of one variant, as GENE:unique,SCORE:max (-l)'),
    remove: z
      .string()
      .regex(/^[^,\s-][^,\s]*(,[^,\s]+)*$/)
      .optional()
      .describe('Fields to remove, as ID,INFO/DP,FORMAT/PL; with ^ all others of their kind (-x)'),
    setId: z
      .string()
      .regex(/^[^-]/)
      .optional()
      .describe('IDs of this form, as %CHROM\\_%POS; with + only for those without (-I)'),
    keepSites: z
      .boolean()
      .default(false)
      .describe('Keep variants that the expression does not select, unchanged (-k)'),
    regions: select.regions,
    ...select.expressions('Annotate variants'),
  }),
  relations: [
    select.regionsRelation,
    select.expressionsRelation,
    ...ofAnnotations(['columns', 'markSites', 'pairLogic', 'mergeLogic']),
    {
      kind: 'oneOf',
      options: ['remove', 'setId', 'renameChrs', 'headerLines', 'columns', 'markSites'],
      problem: 'nothing to change was given',
      advice:
        'Give --annotations with --columns or --mark-sites, or --remove, --set-id, --rename-chrs or --header-lines.',
    },
  ],
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'bcftools annotate',
  errorPatterns: [
    {
      pattern: {
        source: '(Could not parse|Error reading) .*\\.(txt|hdr|tsv)\\b|was the -h option provided',
      },
      problem: 'the file given with --header-lines does not define the fields',
      advice: 'Expected lines as ##INFO=<ID=GENE,Number=.,Type=String,Description="Gene">.',
      provesBadData: true,
    },
    ...variants.errorPatterns('--vcf or --annotations'),
  ],
  checkedInJob: [select.CHECKED_REGIONS, 'annotations name a sequence of the variants'],

  inspect: ({ files }) => inspectVariants(files('vcf'), { option: '--vcf' }),

  async prepare(ctx) {
    const { annotations, headerLines, renameChrs, regionsFile } = ctx.inputs;
    await select.prepare(ctx, regionsFile);
    if (annotations && /\.bed(\.gz)?$/i.test(annotations.name))
      await checkRegions({ option: '--annotations', file: annotations }, ctx);
    await refuseEmpty({ '--header-lines': headerLines, '--rename-chrs': renameChrs }, ctx);
  },

  command({ inputs, outputs, params, extraArgs, ...granted }) {
    const { vcf, headerLines, renameChrs, regionsFile, annotations } = inputs;
    const { workDir, cpus } = granted;
    const selected = { regions: params.regions, regionsFile };
    const from = annotations && annotationsFor({ ...params, annotations, vcf, cpus, workDir });
    const names = renameChrs && { option: '--rename-chrs', file: renameChrs, workDir };
    const read = variants.readVariants(vcf, selected);
    const copy = `${workDir}/variants.bcf`;
    return [
      ...variants.checkSelection(vcf, selected, workDir),
      ...(names ? variants.checkNames(vcf.path, names) : []),
      ...(from?.steps ?? []),
      ...(from?.areVariants ? variants.indexedCopy(read, copy, granted) : []),
      ...variants.writeVariants(
        from?.areVariants ? [] : [read],
        [
          ...(['bcftools', 'annotate'] as const),
          ...(from ? ['-a', from.path] : []),
          ...select.given('-c', params.columns),
          ...(params.markSites === undefined ? [] : ['-m', `+${params.markSites}`]),
          ...select.given('--pair-logic', params.pairLogic),
          ...select.given('-l', params.mergeLogic),
          ...select.given('-x', params.remove),
          ...select.given('-I', params.setId),
          ...(headerLines ? ['-h', headerLines.path] : []),
          ...(renameChrs ? ['--rename-chrs', renameChrs.path] : []),
          ...select.expressionOptions(params),
          ...(params.keepSites ? ['-k'] : []),
          ...[...extraArgs, from?.areVariants ? copy : '-'],
        ],
        outputs,
        granted,
      ),
    ];
  },
});
