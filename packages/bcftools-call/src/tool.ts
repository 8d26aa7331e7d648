import {
  badGzip,
  checkIndexedFasta,
  errorPatternsOfAlignments,
  CSI_FOR_LONG_SEQUENCES,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
  isIndexed,
  layOutRegions,
  prepareRegions,
  readableByHtslib,
  REGION_FORMS,
  REGION_SUFFIXES,
  requireReads,
} from '@joblayer/genome-files';
import { defineTool, patternOf, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { layOutNoCalls, warnOfNoCalls } from './no-calls.ts';
import { BY_SEX, layOutPloidy, ploidyOf } from './ploidy.ts';
import { expectSameGenome, sameGenome } from './same-genome.ts';
import { expectSamples, layOutSamples, renameSamples } from './samples.ts';
import { keepsName, linkOf, linkUnderOtherName } from './link-name.ts';

/**
 * https://samtools.github.io/bcftools/bcftools.html#mpileup, #call, #norm and #stats, of version
 * 1.21.
 *
 * The inputs are linked into the work directory, so that absent indexes can be made beside them. It
 * also makes the VCF independent of the job's directory: bcftools writes the paths of files, and of
 * samples without a read group.
 */
export const tool = defineTool({
  name: 'bcftools-call',
  summary: 'calls SNPs and indels from alignments, writes an indexed VCF',
  inputs: {
    bam: {
      kind: 'files',
      description:
        'Alignments sorted by coordinate, of one or more samples that are called together',
      suffixes: ['.bam', '.cram'],
      aliases: ['bam_s3_path'],
      secondaryFiles: {
        bai: {
          description: 'Its index; if it is absent and regions are given, the job makes it',
          required: false,
          suffixes: ['.bai', '.csi', '.crai'],
          aliases: ['bai_s3_path'],
        },
      },
    },
    reference: {
      kind: 'file',
      reference: true,
      description:
        'The genome that the reads were aligned to, as FASTA; compressed by bgzip, if at all',
      suffixes: FASTA_SUFFIXES,
      aliases: ['reference_s3_path'],
      secondaryFiles: FASTA_INDEXES,
    },
    regionsFile: {
      kind: 'file',
      required: false,
      description: `Regions to call in, read with the index: ${REGION_FORMS}`,
      suffixes: REGION_SUFFIXES,
    },
    targets: {
      kind: 'file',
      required: false,
      description: 'The same, for many small regions: reads all, and ignores the rest',
      suffixes: REGION_SUFFIXES,
    },
    ploidyFile: {
      kind: 'file',
      required: false,
      description: 'Ploidy by region and sex: lines of name, first and last base, sex, ploidy',
    },
    sexes: {
      kind: 'file',
      required: false,
      description:
        'Samples to call, and their sex, M or F, in a second column: for ploidies that depend on it',
    },
  },
  outputs: {
    vcf: {
      kind: 'file',
      description: 'The calls, as bgzipped VCF; as plain text if its name ends in .vcf',
      defaultName: '{bam.stem}.vcf.gz',
      otherFormats: ['.bcf', '.bcf.gz'],
      aliases: ['vcf_s3_path'],
    },
    tbi: {
      kind: 'file',
      required: false,
      description: 'The VCF’s index; a CSI holds sequences longer than 512 Mb as well',
      defaultName: '{bam.stem}.vcf.gz.tbi',
      beside: {
        ...{ output: 'vcf', suffix: '.tbi' },
        alternatives: [CSI_FOR_LONG_SEQUENCES],
        notFor: {
          suffix: '.vcf',
          because: 'it is plain text, which has no index',
          advice: 'give --vcf a name that ends in .vcf.gz',
        },
      },
    },
    stats: {
      kind: 'file',
      description: 'Counts of the calls by bcftools stats, for plot-vcfstats and MultiQC',
      defaultName: '{bam.stem}.vcf.stats.txt',
    },
  },
  params: z.object({
    requireReads,
    regions: z
      .string()
      .min(1)
      // Commas separate regions: chr1:1,000-2,000 would be three.
      .regex(/^(?!.*:\d{1,3}(,\d{3})+(-|,|$))/)
      .optional()
      .meta({ expects: 'regions as chr1:1000-2000,chr2, with numbers without commas' })
      .describe('Regions to call in, as chr1:1000-2000,chr2 (-r)'),
    caller: z
      .enum(['multiallelic', 'consensus'])
      .default('multiallelic')
      .describe('The caller: the newer one for most uses, or the original one (-m, -c)'),
    ploidy: z
      .enum(['1', '2', 'GRCh37', 'GRCh38', 'X', 'Y'])
      .optional()
      .describe(
        'The ploidy of all sites, or by sex of a human genome’s; default: 2, without a ploidy file (--ploidy)',
      ),
    mergeSamples: z
      .boolean()
      .default(false)
      .describe('Call files with the same sample as one sample; without it, they are refused'),
    allSites: z
      .boolean()
      .default(false)
      .describe('Write every site that reads cover, also without a variant (no -v)'),
    skipIndels: z.boolean().default(false).describe('Call SNPs only (-I)'),
    normalize: z
      .boolean()
      .default(false)
      .describe('Align indels to the left, as bcftools norm does with the reference'),
    minMq: z
      .int()
      .min(0)
      .max(255)
      .default(0)
      .describe('Only alignments of at least this mapping quality (-q)'),
    minBq: z.int().min(0).max(93).default(1).describe('Only bases of at least this quality (-Q)'),
    maxDepth: z
      .int()
      .min(1)
      .default(250)
      .describe('Most reads used for each site and file; more need more memory (-d)'),
    skipBaq: z.boolean().default(false).describe('Keep base qualities near indels unchanged (-B)'),
    countOrphans: z
      .boolean()
      .default(false)
      .describe('Also use reads whose pair is not proper (-A)'),
    annotate: z
      .string()
      .regex(/^[\w/]+(,[\w/]+)*$/)
      .default('FORMAT/AD,FORMAT/DP')
      .describe('Fields of each call in addition to its genotype and likelihoods (-a)'),
  }),
  resources: {
    vcpus: 2,
    memoryMiB: 2048,
    // The VCF. With every site of a genome, it is nearly as large as the reads.
    scratch: { baseMiB: 64, perInputMiB: 1 },
  },
  extraArgsFor: 'bcftools mpileup',
  errorPatterns: [
    ...errorPatternsOfAlignments,
    badGzip('--regions-file or --targets'),
    {
      pattern: patternOf(/^genomes differ: /),
      problem: 'the reads were aligned to a genome other than --reference',
      advice:
        'Give the FASTA that they were aligned to. samtools view -H prints its names and lengths.',
      provesBadData: true,
    },
    {
      pattern: patternOf(
        /the sequence ".*" not found|fail to parse region|Could not parse the regions/,
      ),
      problem: '--regions or --regions-file names a region that the alignments do not have',
      advice:
        'Expected name:first-last, with names as samtools view -H prints them. A name with a colon or a comma, such as HLA-A*01:01, must be in a file.',
    },
  ],
  relations: [
    {
      ...{ kind: 'excludes', conditions: ['regions', 'regionsFile'] },
      problem: '--regions and --regions-file were both given, but exclude each other',
      advice: 'Give one of them. --targets works with either.',
    },
    {
      ...{ kind: 'excludes', conditions: ['ploidy', 'ploidyFile'] },
      problem: '--ploidy and --ploidy-file were both given, but exclude each other',
      advice: 'Give one of them.',
    },
    {
      ...{ kind: 'requires', when: { option: 'ploidy', is: BY_SEX }, option: 'sexes' },
      problem: '--ploidy {ploidy.value} depends on the sex of each sample, but no sexes were given',
      advice: 'Give --sexes, a file with lines of a sample and M or F. Or give --ploidy 1 or 2.',
    },
  ],
  checkedInJob: [
    'the header of the alignments is whole, and it holds reads if --require-reads is given',
    'the genome is FASTA, and the alignments were made with it',
    'regions, ploidies and sexes name existing sequences and samples',
    'files with the same sample are called together only with --merge-samples',
  ],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare(ctx) {
    const { reference } = ctx.inputs;
    await checkIndexedFasta(reference, ctx, `${ctx.workDir}/${reference.name}`);
    await sameGenome.layOut(ctx);
    await layOutRegions(ctx);
    await layOutNoCalls(ctx);
    await layOutPloidy(ctx);
    await layOutSamples(ctx, ctx.inputs.bam);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const { reference, regionsFile, targets, ploidyFile, sexes } = inputs;
    const genome = `${workDir}/${reference.name}`;
    const regions = { genome: `${genome}.fai`, as: 'bed', workDir } as const;
    const within =
      regionsFile && prepareRegions({ ...regions, option: '--regions-file', file: regionsFile });
    const only = targets && prepareRegions({ ...regions, option: '--targets', file: targets });
    const alignments = inputs.bam.map((file) => linkOf(file, workDir));
    const byIndex = params.regions !== undefined || regionsFile !== undefined;
    const threads = ['--threads', String(cpus - 1)];
    const linked = [
      ...inputs.bam
        .filter(keepsName)
        .flatMap((bam) => [bam.path, ...present(bam.secondaryFiles.bai)]),
      reference.path,
      // With a link there, samtools faidx would write through it.
      ...(isIndexed(reference)
        ? present(reference.secondaryFiles.fai, reference.secondaryFiles.gzi)
        : []),
    ];
    const missing: Step[] = [
      ...(isIndexed(reference) ? [] : [{ pipeline: [['samtools', 'faidx', genome]] } as const]),
      ...inputs.bam
        .filter(({ secondaryFiles }) => byIndex && secondaryFiles.bai === undefined)
        .map((file): Step => ({
          pipeline: [['samtools', 'index', '-c', '-@', String(cpus - 1), linkOf(file, workDir)]],
        })),
    ];
    const calls = readableByHtslib(outputs.vcf, workDir);
    const ploidy = ploidyOf({
      ...{ ploidy: params.ploidy, ploidyFile, sexes, fai: `${genome}.fai`, workDir },
    });
    const samples = inputs.bam.map((_, i) => `${workDir}/samples-${i}.txt`);
    const toVcf = ['-O', /\.vcf$/i.test(outputs.vcf) ? 'v' : 'z'];
    return [
      { pipeline: [['ln', '-s', '-t', workDir, ...linked]] },
      ...inputs.bam.flatMap((bam) => linkUnderOtherName(bam, workDir)),
      ...missing,
      ...inputs.bam.map((alignments, i) =>
        expectSameGenome({ alignments, fasta: genome, workDir, samplesTo: samples[i] ?? '' }),
      ),
      expectSamples(samples, workDir, params.mergeSamples),
      ...ploidy.steps,
      ...(within?.steps ?? []),
      ...(only?.steps ?? []),
      {
        pipeline: [
          [
            ...(['bcftools', 'mpileup'] as const),
            ...['-f', genome],
            ...(params.regions === undefined ? [] : ['-r', params.regions]),
            ...(within ? ['-R', within.path] : []),
            ...(only ? ['-T', only.path] : []),
            ...['-q', String(params.minMq)],
            ...['-Q', String(params.minBq)],
            ...['-d', String(params.maxDepth)],
            ...['-a', params.annotate],
            ...(params.skipBaq ? ['-B'] : []),
            ...(params.countOrphans ? ['-A'] : []),
            ...(params.skipIndels ? ['-I'] : []),
            ...extraArgs,
            ...['-O', 'u'],
            ...alignments,
          ],
          renameSamples(workDir),
          [
            // Without this, the header would state the date and the number of threads.
            ...(['bcftools', 'call', '--no-version'] as const),
            ...threads,
            params.caller === 'multiallelic' ? '-m' : '-c',
            ...(params.allSites ? [] : ['-v']),
            ...ploidy.options,
            ...(params.normalize ? ['-O', 'u'] : toVcf),
          ],
          ...(params.normalize
            ? [
                [
                  ...(['bcftools', 'norm', '--no-version'] as const),
                  ...threads,
                  ...['-f', genome, ...toVcf],
                ] as const,
              ]
            : []),
        ],
        // By standard output, as htslib would split the name at its mark.
        stdoutTo: outputs.vcf,
      },
      ...calls.steps,
      ...(outputs.tbi === undefined
        ? []
        : [
            {
              pipeline: [
                [
                  ...(['bcftools', 'index', ...threads] as const),
                  ...[outputs.tbi.endsWith('.csi') ? '-c' : '-t', '-o', outputs.tbi, calls.path],
                ],
              ],
            } as const,
          ]),
      {
        pipeline: [['bcftools', 'stats', '-F', genome, '-s', '-', calls.path]],
        stdoutTo: outputs.stats,
      },
      warnOfNoCalls(outputs.stats),
    ];
  },
});

const present = (...paths: readonly (string | undefined)[]): string[] =>
  paths.filter((path) => path !== undefined);
