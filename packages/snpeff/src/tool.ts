import {
  badGzip,
  CSI_FOR_FAR_POSITIONS,
  inspectPositions,
  outOfHeap,
  readableByHtslib,
  REGION_FORMS,
  REGION_SUFFIXES,
} from '@joblayer/genome-files';
import { defineTool, JobError, patternOf, type Step } from '@joblayer/job-runtime';
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { build } from './build.tool.ts';
import { checkNames, checkRegions, layOutNameChecks } from './check-names.ts';
import { checkVariants, layOutVariantCheck } from './check-variants.ts';
import { listNames, SEQUENCES, TRANSCRIPTS } from './database-names.ts';
import { DEFAULT_CONFIG, findDatabase, GENOME_NAME } from './database.ts';
import { snpEff } from './java.ts';
import { adaptArguments } from './old-arguments.ts';

const PLAIN = {
  suffix: '.vcf',
  because: 'it is plain text, which has no index',
  advice: 'give --annotated-vcf a name that ends in .vcf.gz',
} as const;

/** https://pcingola.github.io/SnpEff/snpeff/commandline/, https://www.htslib.org/doc/1.21/tabix.html */
export const tool = defineTool({
  name: 'snpeff',
  summary: 'annotates variants with their effects on genes and proteins',
  inputs: {
    vcf: {
      kind: 'file',
      description: 'Variants to annotate, sorted by position',
      suffixes: ['.vcf.gz', '.vcf'],
      aliases: ['vcf_s3_path'],
    },
    database: {
      kind: 'directory',
      reference: true,
      description:
        'The genome’s database of snpeff-build: the directory of its snpEffectPredictor.bin, or one above it',
      fromVariable: { name: 'JOBLAYER_SNPEFF_DATABASE', subdirectory: '{genome}' },
      absentAdvice:
        'The image has none. snpeff-build, in the same image, makes one from a GFF3, GTF or GenBank file.',
    },
    config: {
      kind: 'file',
      required: false,
      description:
        'A snpEff.config with the genome’s codon tables; default: snpEff’s own. One in the database’s directory adds to it',
      suffixes: ['.config'],
    },
    regions: {
      kind: 'file',
      required: false,
      description: `Annotate only the variants in these regions: ${REGION_FORMS} (-fi)`,
      suffixes: REGION_SUFFIXES,
    },
    transcripts: {
      kind: 'file',
      required: false,
      description: 'Use only these transcripts: their ids, one a line (-onlyTr)',
    },
    customRegions: {
      kind: 'files',
      required: false,
      description: 'Your own regions to annotate variants with (-interval)',
      suffixes: ['.bed', '.gff', '.gff3', '.vcf', '.txt'],
    },
  },
  outputs: {
    annotatedVcf: {
      kind: 'file',
      description:
        'The variants with their effects in INFO/ANN, bgzipped; plain text if the name ends in .vcf',
      defaultName: '{vcf.stem}.ann.vcf.gz',
      aliases: ['annotated_vcf_s3_path'],
    },
    tbi: {
      kind: 'file',
      required: false,
      description: 'The annotated VCF’s index; a CSI if a variant lies beyond position 536,870,912',
      defaultName: '{vcf.stem}.ann.vcf.gz.tbi',
      beside: {
        ...{ output: 'annotatedVcf', suffix: '.tbi', notFor: PLAIN },
        alternatives: [CSI_FOR_FAR_POSITIONS],
      },
    },
    csi: {
      kind: 'file',
      required: false,
      description: 'The annotated VCF’s index as CSI, instead of --tbi',
      defaultName: '{vcf.stem}.ann.vcf.gz.csi',
      beside: { output: 'annotatedVcf', suffix: '.csi', notFor: PLAIN },
      insteadOf: 'tbi',
    },
    html: {
      kind: 'file',
      required: false,
      description: 'Statistics as a page (-stats)',
      defaultName: '{vcf.stem}.snpeff.html',
    },
    csv: {
      kind: 'file',
      required: false,
      description: 'Statistics as CSV, for MultiQC (-csvStats)',
      defaultName: '{vcf.stem}.snpeff.csv',
    },
    genes: {
      kind: 'file',
      required: false,
      description: 'Counts of effects by gene and transcript',
      defaultName: '{vcf.stem}.snpeff.genes.txt',
    },
  },
  params: z.object({
    genome: z
      .string()
      .regex(GENOME_NAME)
      .optional()
      .describe(
        'The genome’s name, such as GRCh38.105; default: the name of the database’s directory',
      ),
    upstreamDownstream: z
      .int()
      .min(0)
      .default(5000)
      .describe('Size of the regions upstream and downstream of a gene, in bases (-ud)'),
    spliceSite: z.int().min(1).default(2).describe('Size of splice sites, in bases (-ss)'),
    canonical: z.boolean().default(false).describe('Only canonical transcripts (-canon)'),
    onlyProtein: z
      .boolean()
      .default(false)
      .describe('Only transcripts that code for a protein (-onlyProtein)'),
    omitDownstream: z
      .boolean()
      .default(false)
      .describe('Leave out downstream effects (-no-downstream)'),
    omitUpstream: z.boolean().default(false).describe('Leave out upstream effects (-no-upstream)'),
    omitIntergenic: z
      .boolean()
      .default(false)
      .describe('Leave out intergenic effects (-no-intergenic)'),
    omitIntron: z.boolean().default(false).describe('Leave out effects in introns (-no-intron)'),
    omitUtr: z.boolean().default(false).describe('Leave out effects in UTRs (-no-utr)'),
    omitLof: z
      .boolean()
      .default(false)
      .describe('Leave out the tags LOF and NMD, loss of function (-noLof)'),
    omitStats: z
      .boolean()
      .default(false)
      .describe('Make no statistics, which is faster (-noStats)'),
    geneIds: z.boolean().default(false).describe('Ids of genes instead of their names (-geneId)'),
    oneLetterAminoAcids: z
      .boolean()
      .default(false)
      .describe('p.K573T instead of p.Lys573Thr (-hgvs1LetterAa)'),
    effField: z
      .boolean()
      .default(false)
      .describe('The older field EFF instead of ANN (-formatEff)'),
    cancer: z
      .boolean()
      .default(false)
      .describe('Compare somatic with germline genotypes (-cancer)'),
  }),
  resources: {
    vcpus: 2,
    // The human database needs about 4 GB of heap.
    memoryMiB: 8192,
    // Annotations make a compressed VCF larger. An uncompressed one shrinks, as the output is compressed.
    scratch: { baseMiB: 64, perInputMiB: 3 },
  },
  extraArgsFor: 'snpEff ann',
  errorPatterns: [
    outOfHeap('snpEff'),
    badGzip('--vcf or --regions, or the database’s snpEffectPredictor.bin,'),
    {
      pattern: patternOf(/is not compatible with this program version/),
      problem: 'the database given with --database was made by another version of snpEff than 5.2',
      advice: 'Make it again with snpeff-build, or download the one for this version.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/Fatal error reading file|Impropper VCF entry/),
      problem: 'the file given with --vcf is not VCF, or not compressed as its name says',
      advice: 'Expected VCF with tabs between its fields. bcftools view shows the fault.',
      provesBadData: true,
    },
  ],
  relations: (['html', 'csv', 'genes'] as const).map((name) => ({
    ...{ kind: 'excludes', conditions: ['omitStats', name] },
    problem: `--${name} was given, but --omit-stats makes no statistics`,
    advice: 'Leave one of the two out.',
  })),

  checkedInJob: [
    '--extra-args has no option of snpEff that the job sets; it may name the genome, as in old jobs',
    'the VCF is not empty, and sorted by position if it gets an index',
    'the database has the genome, and the names in files of regions and transcripts',
  ],

  checkInJob: adaptArguments,

  inspect: ({ files, isStaged }) => inspectPositions(files('vcf'), isStaged),

  async prepare(ctx) {
    if ((await stat(ctx.resolve(ctx.inputs.vcf.path))).size === 0) {
      throw new JobError({
        code: 'bad-data',
        problem: 'the file given with --vcf is empty: it has 0 bytes',
        advice: 'Expected VCF with a header at least. Copy it again, or make it again.',
      });
    }
    await layOutVariantCheck(ctx);
    await layOutNameChecks(ctx);
  },

  command(ctx) {
    const { inputs, outputs, params, extraArgs, cpus, workDir } = ctx;
    const database = findDatabase(inputs.database, params.genome);
    const { genome, path } = database;
    // snpEff resolves a relative data directory against its configuration's directory.
    const config = `${workDir}/snpEff.config`;
    // snpEff needs it with the genome's name, and its directory may have another name.
    const dataDir = `${workDir}/data`;
    // The page links to the file of genes, so all are made with their default names.
    const summary = `${workDir}/${inputs.vcf.stem}.snpeff`;
    const sequences = `${workDir}/${SEQUENCES}`;
    const transcripts = `${workDir}/${TRANSCRIPTS}`;
    const { annotatedVcf } = outputs;
    const isPlain = annotatedVcf.toLowerCase().endsWith(PLAIN.suffix);
    const index = outputs.csi ?? outputs.tbi;
    const regions = checkRegions(inputs.regions, workDir);
    const wanted = params.omitStats
      ? []
      : [
          move(`${summary}.html`, outputs.html),
          move(`${summary}.csv`, outputs.csv),
          move(`${summary}.genes.txt`, outputs.genes),
        ].flat();
    return [
      { pipeline: [['mkdir', dataDir]] },
      { pipeline: [['cp', inputs.config?.path ?? DEFAULT_CONFIG, config]] },
      { pipeline: [['ln', '-sr', path, `${dataDir}/${genome}`]] },
      listNames(database, 'CHROMOSOME', sequences),
      checkVariants(inputs.vcf.path, { mustBeSorted: !isPlain, workDir }),
      ...(regions?.steps ?? []),
      ...(inputs.customRegions ?? []).map((file) => checkNames('--custom-regions', file, workDir)),
      ...(inputs.transcripts
        ? [
            listNames(database, 'TRANSCRIPT', transcripts),
            checkNames('--transcripts', inputs.transcripts, workDir),
          ]
        : []),
      {
        pipeline: [
          snpEff('ann', ctx, [
            ...['-c', config],
            ...['-configOption', `${genome}.genome=${genome}`],
            ...['-dataDir', dataDir],
            ...(wanted.length === 0
              ? ['-noStats']
              : ['-stats', `${summary}.html`, '-csvStats', `${summary}.csv`]),
            ...['-ud', String(params.upstreamDownstream)],
            ...['-ss', String(params.spliceSite)],
            ...(params.canonical ? ['-canon'] : []),
            ...(params.onlyProtein ? ['-onlyProtein'] : []),
            ...(params.omitDownstream ? ['-no-downstream'] : []),
            ...(params.omitUpstream ? ['-no-upstream'] : []),
            ...(params.omitIntergenic ? ['-no-intergenic'] : []),
            ...(params.omitIntron ? ['-no-intron'] : []),
            ...(params.omitUtr ? ['-no-utr'] : []),
            ...(params.omitLof ? ['-noLof'] : []),
            ...(params.geneIds ? ['-geneId'] : []),
            ...(params.oneLetterAminoAcids ? ['-hgvs1LetterAa'] : []),
            ...(params.effField ? ['-formatEff'] : []),
            ...(params.cancer ? ['-cancer'] : []),
            ...(regions ? ['-fi', regions.path] : []),
            ...(inputs.transcripts ? ['-onlyTr', inputs.transcripts.path] : []),
            ...(inputs.customRegions ?? []).flatMap((file) => ['-interval', file.path]),
            ...extraArgs,
            ...[genome, inputs.vcf.path],
          ]),
          ...(isPlain ? [] : [['bgzip', '-@', String(cpus), '-c'] as const]),
        ],
        stdoutTo: annotatedVcf,
      },
      ...(index === undefined ? [] : indexing(annotatedVcf, index, workDir)),
      ...wanted,
    ];
  },
});

/** Further definitions of this image. */
export const also = [build];

/**
 * tabix has no option for the index's name. It adds a suffix to the VCF's name, so the VCF is a
 * link with the wanted name.
 */
function indexing(vcf: string, index: string, workDir: string): readonly Step[] {
  const { path, steps } = readableByHtslib(vcf, workDir);
  const suffix = index.endsWith('.csi') ? '.csi' : '.tbi';
  const tabix = ['tabix', '-p', 'vcf', ...(suffix === '.csi' ? ['--csi'] : []), path] as const;
  return [...steps, { pipeline: [tabix] }, ...(path === vcf ? [] : move(path + suffix, index))];
}

const move = (from: string, to: string | undefined): readonly Step[] =>
  to === undefined ? [] : [{ pipeline: [['mv', from, to]] }];
