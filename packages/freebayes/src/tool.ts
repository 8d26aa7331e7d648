import {
  badGzip,
  checkAlignments,
  checkIndexedFasta,
  checkRegions,
  checkVariants,
  CSI_FOR_LONG_SEQUENCES,
  errorPatternsOfAlignments,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
  layOutFile,
  readableByHtslib,
  requireReads,
  withIndexes,
} from '@joblayer/genome-files';
import { defineTool, patternOf, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { optionsOf, params } from './params.ts';

const FILTER = 'filter-header.awk';
/** Drops the date, and warns of a VCF without records. */
const PROGRAM = `
/^##fileDate=/ { next }
!/^#/ { found = 1 }
{ print }
END { if (!found) print "warning: no variant was called: the VCF holds no records" > "/dev/stderr" }`;

/** https://github.com/freebayes/freebayes#readme, and freebayes --help */
export const tool = defineTool({
  name: 'freebayes',
  summary: 'calls variants from alignments by haplotypes, writes an indexed VCF',
  inputs: {
    bam: {
      kind: 'files',
      description:
        'Alignments sorted by coordinate, of one or more samples that are called together',
      suffixes: ['.bam', '.cram'],
    },
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome that the reads were aligned to, as FASTA (-f)',
      suffixes: FASTA_SUFFIXES.filter((suffix) => !suffix.endsWith('.gz')),
      secondaryFiles: { fai: FASTA_INDEXES.fai },
    },
    targets: {
      kind: 'file',
      required: false,
      description: 'Regions to call in, as BED (-t)',
      suffixes: ['.bed'],
    },
    variantInput: {
      kind: 'file',
      required: false,
      description: 'Variants to call as well, even with little support; bgzipped VCF (-@)',
      suffixes: ['.vcf.gz'],
    },
    cnvMap: {
      kind: 'file',
      required: false,
      description: 'Copy numbers by region: lines of name, start, end, sample, number (-A)',
      suffixes: ['.bed', '.txt', '.tsv'],
    },
  },
  outputs: {
    vcf: {
      kind: 'file',
      description: 'The calls, as bgzipped VCF; as plain text if its name ends in .vcf',
      defaultName: '{bam.stem}.freebayes.vcf.gz',
      otherFormats: ['.bcf', '.bcf.gz'],
    },
    tbi: {
      kind: 'file',
      required: false,
      description: 'The VCF’s index; a CSI holds sequences longer than 512 Mb as well',
      defaultName: '{bam.stem}.freebayes.vcf.gz.tbi',
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
  params: z.object({ requireReads, ...params }),
  relations: [
    {
      ...{ kind: 'excludes', conditions: ['region', 'targets'] },
      problem: '--region and --targets were both given, but exclude each other',
      advice: 'Give one of them.',
    },
    {
      ...{ kind: 'onlyWith', option: 'onlyUseInputAlleles', condition: 'variantInput' },
      problem: '--only-use-input-alleles was given without variants',
      advice: 'Give --variant-input too, or leave it out.',
    },
    {
      ...{ kind: 'onlyWith', option: 'gvcfChunk' },
      condition: { option: 'gvcf', is: [true] },
      problem: '--gvcf-chunk is for a gVCF',
      advice: 'Give --gvcf too, or leave it out.',
    },
  ],
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 1 } },
  extraArgsFor: 'freebayes',
  errorPatterns: [
    ...errorPatternsOfAlignments.map((each) => ({ ...each, provesBadData: true })),
    badGzip('--variant-input'),
    {
      pattern: patternOf(/unable to find FASTA index entry/),
      problem: '--region names a sequence that the genome lacks',
      advice: 'Give a region of the genome, as chr1:1000-2000.',
      provesBadData: true,
    },
    {
      // freebayes ends with 0 after some of these. A file without reads is no error.
      pattern: patternOf(/^ERROR\(freebayes\): (?!Could not get first alignment)/),
      problem:
        'freebayes could not use the files given with --bam, or --region, --cnv-map or --variant-input',
      advice:
        'Each read needs a read group (@RG) if another file has one, and a read group is of one sample. A region must be of the genome.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the alignments are whole, sorted, and of the genome; they hold reads if --require-reads is given',
    'the genome is FASTA; targets and variants are of it',
  ],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare(ctx) {
    const { bam, reference, targets, variantInput, cnvMap } = ctx.inputs;
    await layOutFile(ctx, FILTER, PROGRAM);
    const fai = { fai: reference.secondaryFiles.fai, gzi: undefined };
    const genome = await checkIndexedFasta({ ...reference, secondaryFiles: fai }, ctx);
    for (const file of bam) await checkAlignments({ option: '--bam', file, genome }, ctx);
    if (targets) await checkRegions({ option: '--targets', file: targets, genome }, ctx);
    if (cnvMap) await checkRegions({ option: '--cnv-map', file: cnvMap, genome }, ctx);
    if (!variantInput) return;
    await checkVariants(
      { option: '--variant-input', file: variantInput, sorted: true, genome },
      ctx,
    );
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const { bam, reference, targets, variantInput, cnvMap } = inputs;
    const fai = { fai: reference.secondaryFiles.fai, gzi: undefined };
    const genome = withIndexes({ ...reference, secondaryFiles: fai }, workDir);
    const links = bam.map(({ name }, i) => `${workDir}/${i}${name.slice(name.lastIndexOf('.'))}`);
    const input = `${workDir}/input.vcf.gz`;
    const calls = readableByHtslib(outputs.vcf, workDir);
    const step = (...argv: [string, ...string[]]): Step => ({ pipeline: [argv] });
    return [
      ...genome.steps,
      // The index also shows that a file is sorted. freebayes calls unsorted reads, wrongly.
      ...bam.flatMap(({ path }, i) => [
        step('ln', '-s', path, links[i] as string),
        step('samtools', 'index', '-@', String(cpus - 1), links[i] as string),
      ]),
      ...(variantInput
        ? [step('ln', '-s', variantInput.path, input), step('tabix', '-p', 'vcf', input)]
        : []),
      {
        pipeline: [
          [
            ...(['freebayes', '-f', genome.path] as const),
            ...(targets ? ['-t', targets.path] : []),
            ...(variantInput ? ['-@', input] : []),
            ...(cnvMap ? ['-A', cnvMap.path] : []),
            ...optionsOf(params),
            ...extraArgs,
            ...links,
          ],
          ['awk', '-f', `${workDir}/${FILTER}`],
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
