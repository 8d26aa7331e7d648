import {
  checkAlignments,
  checkIndexedFasta,
  checkVariants,
  errorPatternsOfAlignments,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  readableByHtslib,
  withIndexes,
} from '@joblayer/genome-files';
import { clean } from '@joblayer/genome-files/aligners';
import { defineTool, patternOf, type Step } from '@joblayer/job-runtime';
import { EXCLUDED, layOutExcluded } from './exclude.ts';
import { params, relations } from './params.ts';

/** Drops the date, and warns of a BCF without records. */
const PROGRAM =
  '/^##fileDate=/ { next } !/^#/ { found = 1 } { print } END { if (!found) print "warning: no variant was found: the BCF holds no records" > "/dev/stderr" }';

/** https://github.com/dellytools/delly#readme */
export const tool = defineTool({
  name: 'delly-call',
  summary: 'finds and genotypes structural variants, writes an indexed BCF',
  inputs: {
    bam: {
      kind: 'files',
      description: 'Alignments of pairs, sorted by coordinate; a file for each sample',
      suffixes: ['.bam'],
    },
    reference: {
      kind: 'file',
      reference: true,
      description: 'The genome that the reads were aligned to, as FASTA (-g)',
      suffixes: FASTA_SUFFIXES.filter((suffix) => !suffix.endsWith('.gz')),
      secondaryFiles: { fai: FASTA_INDEXES.fai },
    },
    exclude: {
      kind: 'file',
      required: false,
      description: 'Regions to leave out: lines of name, start and end, or of a name (-x)',
      suffixes: ['.tsv', '.bed'],
    },
    sites: {
      kind: 'file',
      required: false,
      description: 'Variants of delly to genotype; no others are looked for (-v)',
      suffixes: ['.vcf.gz', '.vcf'],
    },
  },
  outputs: {
    bcf: {
      kind: 'file',
      description: 'The variants with genotypes, as BCF (-o)',
      defaultName: '{bam.stem}.delly.bcf',
      otherFormats: ['.vcf', '.vcf.gz'],
    },
    csi: {
      kind: 'file',
      required: false,
      description: 'The BCF’s index',
      defaultName: '{bam.stem}.delly.bcf.csi',
      beside: { output: 'bcf', suffix: '.csi' },
    },
  },
  params,
  relations,
  resources: { vcpus: 2, memoryMiB: 16384, scratch: { baseMiB: 64, perInputMiB: 1 } },
  extraArgsFor: 'delly call',
  errorPatterns: [
    ...errorPatternsOfAlignments.map((each) => ({ ...each, provesBadData: true })),
    {
      pattern: patternOf(/not enough data to estimate library parameters/),
      problem: 'a file given with --bam has too few pairs to know the length of fragments',
      advice: 'Give alignments of 1,000 pairs or more, outside of --exclude.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the alignments are whole, sorted, and of the genome; the genome is FASTA',
    '--exclude holds regions of the genome; --sites is a whole VCF of it',
  ],

  async prepare(ctx) {
    const { bam, reference, exclude, sites } = ctx.inputs;
    const fai = { fai: reference.secondaryFiles.fai, gzi: undefined };
    const genome = await checkIndexedFasta({ ...reference, secondaryFiles: fai }, ctx);
    for (const file of bam) await checkAlignments({ option: '--bam', file, genome }, ctx);
    if (exclude) await layOutExcluded(exclude, genome, ctx);
    if (sites) await checkVariants({ option: '--sites', file: sites, sorted: true, genome }, ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, workDir }) {
    const { bam, reference, exclude, sites } = inputs;
    const fai = { fai: reference.secondaryFiles.fai, gzi: undefined };
    const genome = withIndexes({ ...reference, secondaryFiles: fai }, workDir);
    const step = (...argv: [string, ...string[]]): Step => ({ pipeline: [argv] });
    // delly names samples without a read group by their files.
    const links = bam.map(({ stem }, i) => `${workDir}/bam-${i + 1}/${clean(stem)}.bam`);
    const [found, given] = [`${workDir}/found.bcf`, `${workDir}/sites.bcf`];
    const fasta = `${workDir}/delly-genome.fa`;
    const calls = readableByHtslib(outputs.bcf, workDir);
    const numbers = {
      ...{ '-q': params.minMappingQuality, '-r': params.minTranslocationQuality },
      ...{ '-s': params.insertSizeCutoff, '-c': params.minClip, '-z': params.minCliqueSize },
      ...{ '-m': params.minReferenceSeparation, '-n': params.maxReadSeparation },
      ...{ '-u': params.minGenotypingQuality, '-a': params.maxGenotypingReads },
    };
    const toBcf = ['bcftools', 'view', '--no-version', '-Ob'] as const;
    return [
      ...genome.steps,
      // delly takes no blanks in names.
      step('ln', '-s', genome.path, fasta),
      step('ln', '-s', `${genome.path}.fai`, `${fasta}.fai`),
      // The index also shows that a file is sorted.
      ...bam.flatMap(({ path }, i) => [
        step('mkdir', `${workDir}/bam-${i + 1}`),
        // The target of a link is relative to the link's directory.
        step('ln', '-s', '-r', path, links[i] as string),
        step('samtools', 'index', '-@', String(cpus - 1), links[i] as string),
      ]),
      ...(sites ? [{ pipeline: [[...toBcf, sites.path]] as const, stdoutTo: given }] : []),
      {
        pipeline: [
          [
            ...(['env', `OMP_NUM_THREADS=${Math.min(cpus, bam.length)}`] as const),
            ...['delly', 'call', '-t', params.types, '-g', fasta, '-o', found],
            ...(exclude ? ['-x', `${workDir}/${EXCLUDED}`] : []),
            ...(sites ? ['-v', given] : []),
            ...Object.entries(numbers).flatMap(([flag, value]) => [flag, String(value)]),
            ...[...extraArgs, ...links],
          ],
        ],
      },
      {
        pipeline: [['bcftools', 'view', '--no-version', found], ['awk', PROGRAM], toBcf],
        stdoutTo: outputs.bcf,
      },
      ...(outputs.csi === undefined
        ? []
        : [...calls.steps, step('bcftools', 'index', '-c', '-o', outputs.csi, calls.path)]),
    ];
  },
});
