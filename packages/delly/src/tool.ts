import {
  checkAlignments,
  checkIndexedFasta,
  CSI_FOR_LONG_SEQUENCES,
  damaged,
  errorPatternsOfAlignments,
  FASTA_INDEXES,
  inspectAlignments,
  inspectVariants,
  layOutFile,
  linkName,
  readableByHtslib,
  requireReads,
  withIndexes,
} from '@joblayer/genome-files';
import { defineTool, patternOf, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { checkExclude } from './check-exclude.ts';
import { names, sameNames } from './same-names.ts';

const HEADER = 'filter-header.awk';
/** Drops the date, and warns of a VCF without records. */
const PROGRAM = `
/^##fileDate=/ { next }
!/^#/ { found = 1 }
{ print }
END { if (!found) print "warning: no variant was called: the VCF holds no records" > "/dev/stderr" }`;
const quality = z.int().min(0).max(255);

/** https://github.com/dellytools/delly#readme, and delly call --help */
export const tool = defineTool({
  name: 'delly',
  summary: 'calls structural variants from short reads, writes an indexed VCF',
  inputs: {
    bam: {
      kind: 'files',
      description:
        'Alignments sorted by coordinate, of one or more samples, with duplicates marked',
      suffixes: ['.bam', '.cram'],
    },
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome that the reads were aligned to, as FASTA (-g)',
      suffixes: ['.fa', '.fasta', '.fna'],
      secondaryFiles: { fai: FASTA_INDEXES.fai },
    },
    exclude: {
      kind: 'file',
      required: false,
      description: 'Regions to leave out: names, or lines of name, start and end (-x)',
      suffixes: ['.bed', '.tsv', '.txt', '.excl'],
    },
    sites: {
      kind: 'file',
      required: false,
      description: 'Genotype these variants of delly, instead of calling new ones (-v)',
      suffixes: ['.vcf.gz', '.vcf', '.bcf'],
    },
  },
  outputs: {
    vcf: {
      kind: 'file',
      description: 'The calls, as bgzipped VCF; as plain text if its name ends in .vcf',
      defaultName: '{bam.stem}.delly.vcf.gz',
      otherFormats: ['.bcf', '.bcf.gz'],
    },
    tbi: {
      kind: 'file',
      required: false,
      description: 'The VCF’s index; a CSI holds sequences longer than 512 Mb as well',
      defaultName: '{bam.stem}.delly.vcf.gz.tbi',
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
  },
  params: z.object({
    requireReads,
    svType: z
      .enum(['ALL', 'DEL', 'INS', 'DUP', 'INV', 'BND'])
      .default('ALL')
      .describe('The type of variants to call (-t)'),
    mapQual: quality.default(1).describe('Only pairs of at least this mapping quality (-q)'),
    qualTra: quality.default(20).describe('The same for translocations (-r)'),
    madCutoff: z
      .int()
      .min(1)
      .default(9)
      .describe('The insert size of a deletion: so many deviations over the median (-s)'),
    minClip: z.int().min(1).default(25).describe('The least length of a clipped end (-c)'),
    minCliqueSize: z
      .int()
      .min(2)
      .default(2)
      .describe('The least number of pairs, or of split reads, of a variant (-z)'),
    minRefSep: z.int().min(1).default(25).describe('The least distance in the genome (-m)'),
    maxReadSep: z.int().min(1).default(40).describe('The largest distance in a read (-n)'),
    genoQual: quality.default(5).describe('Genotype with reads of at least this quality (-u)'),
    maxGenoCount: z
      .int()
      .min(1)
      .default(250)
      .describe('Most split reads that are aligned again to genotype a variant (-a)'),
  }),
  resources: { vcpus: 2, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 1 } },
  extraArgsFor: 'delly call',
  errorPatterns: [
    { ...damaged('--bam, --reference or --sites'), provesBadData: true },
    ...errorPatternsOfAlignments.map((each) => ({ ...each, provesBadData: true })),
    {
      pattern: patternOf(/Sample has not enough data to estimate library parameters/),
      problem: 'a file given with --bam has fewer than 1,000 reads that count',
      advice: 'delly cannot measure the insert size of so few. Leave the file out.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/^genomes differ: /),
      problem: 'the file given with --sites is of a genome other than --reference',
      advice: 'Give variants that delly called with the same FASTA.',
      provesBadData: true,
    },
    {
      pattern: patternOf(
        /VCF parse error|BCF read error|Broken VCF record|not defined in header|no BGZF EOF marker/,
      ),
      problem: 'the file given with --sites is cut short or damaged',
      advice: 'Expected a VCF or BCF of delly. Copy it again, or make it again.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the alignments are whole, sorted, and of the genome; they hold reads if --require-reads is given',
    'the genome is FASTA; excluded regions name a sequence of it',
  ],

  async inspect({ files, params: { requireReads } }) {
    await inspectVariants(files('sites'), { option: '--sites' });
    return inspectAlignments(files('bam'), { option: '--bam', requireReads });
  },

  async prepare(ctx) {
    const { bam, reference, exclude } = ctx.inputs;
    await layOutFile(ctx, HEADER, PROGRAM);
    await names.layOut(ctx);
    const fai = { fai: reference.secondaryFiles.fai, gzi: undefined };
    const genome = await checkIndexedFasta({ ...reference, secondaryFiles: fai }, ctx);
    for (const file of bam) await checkAlignments({ option: '--bam', file, genome }, ctx);
    if (exclude) await checkExclude(exclude, genome, ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const { bam, reference, exclude, sites } = inputs;
    const fai = { fai: reference.secondaryFiles.fai, gzi: undefined };
    const genome = withIndexes({ ...reference, secondaryFiles: fai }, workDir);
    // A file without a read group is a sample of the file's name.
    const links = bam.map(({ name }, i) => `${workDir}/${i}/${linkName(name)}`);
    const [found, known] = [`${workDir}/calls.bcf`, `${workDir}/sites.bcf`];
    const calls = readableByHtslib(outputs.vcf, workDir);
    const step = (...argv: [string, ...string[]]): Step => ({ pipeline: [argv] });
    return [
      ...genome.steps,
      // The index also shows that a file is sorted.
      ...bam.flatMap(({ path }, i) => [
        step('mkdir', `${workDir}/${i}`),
        step('ln', '-sr', path, links[i] as string),
        step('samtools', 'index', '-@', String(cpus - 1), links[i] as string),
      ]),
      ...(sites
        ? [
            step('bcftools', 'view', '-O', 'b', '-o', known, sites.path),
            sameNames(known, fai.fai ?? `${genome.path}.fai`, workDir),
          ]
        : []),
      step(
        ...(['env', `OMP_NUM_THREADS=${cpus}`, 'delly', 'call'] as const),
        ...['-g', genome.path, '-o', found, '-t', params.svType],
        ...(exclude ? ['-x', exclude.path] : []),
        ...(sites ? ['-v', known] : []),
        ...['-q', String(params.mapQual), '-r', String(params.qualTra)],
        ...['-s', String(params.madCutoff), '-c', String(params.minClip)],
        ...['-z', String(params.minCliqueSize), '-m', String(params.minRefSep)],
        ...['-n', String(params.maxReadSep), '-u', String(params.genoQual)],
        ...['-a', String(params.maxGenoCount), ...extraArgs, ...links],
      ),
      {
        pipeline: [
          ['bcftools', 'view', '--no-version', found],
          ['awk', '-f', `${workDir}/${HEADER}`],
          ...(/\.vcf$/i.test(outputs.vcf) ? [] : [['bgzip', '-@', String(cpus)] as const]),
        ],
        stdoutTo: outputs.vcf,
      },
      ...(outputs.tbi === undefined
        ? []
        : [
            ...calls.steps,
            step(
              ...(['bcftools', 'index', outputs.tbi.endsWith('.csi') ? '-c' : '-t'] as const),
              ...['-o', outputs.tbi, calls.path],
            ),
          ]),
    ];
  },
});
