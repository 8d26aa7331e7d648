import { ANNOTATION_SUFFIXES } from '@joblayer/genome-files';
import { defineTool, type Relation } from '@joblayer/job-runtime';
import { errorPatternsFor } from './error-patterns.ts';
import { BED_SUFFIXES, checkFeatures, isBam } from './features.ts';
import { GENOME, readGenome } from './genome-file.ts';
import { OF_BEDGRAPH, OF_TABLE, params, relations } from './genomecov-params.ts';
import { given, on, toOutput } from './to-output.ts';

const REPORTS = {
  bedgraph: ['-bg'],
  'bedgraph-all': ['-bga'],
  histogram: [],
  depth: ['-d'],
  'depth-covered': ['-dz'],
} as const;
const STRANDS = { both: [], forward: ['-strand', '+'], reverse: ['-strand', '-'] } as const;
const ENDS = { whole: [], 'five-prime': ['-5'], 'three-prime': ['-3'] } as const;

/** https://bedtools.readthedocs.io/en/latest/content/tools/genomecov.html */
export const genomecov = defineTool({
  name: 'bedtools-genomecov',
  summary: 'the depth of alignments or features along a genome, as bedGraph, table or histogram',
  inputs: {
    features: {
      kind: 'file',
      description: 'Alignments as BAM, sorted (-ibam), or features, grouped by sequence (-i)',
      suffixes: ['.bam', ...BED_SUFFIXES, ...ANNOTATION_SUFFIXES],
    },
    genome: {
      ...GENOME,
      description:
        'Names and lengths of the genome, as a .fai; needed unless the input is BAM (-g)',
    },
  },
  outputs: {
    bedgraph: {
      kind: 'file',
      onlyWith: { option: 'report', is: [...OF_BEDGRAPH] },
      description: 'Sequence, start from 0, end and depth, as bedGraph',
      defaultName: '{features.stem}.bedgraph',
      stream: true,
    },
    table: {
      kind: 'file',
      onlyWith: { option: 'report', is: [...OF_TABLE] },
      description: 'Sequence, position and depth; or the histogram of each sequence and the genome',
      defaultName: '{features.stem}.genomecov.tsv',
      stream: true,
    },
  },
  params,
  relations,
  resources: { vcpus: 1, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 8 } },
  extraArgsFor: 'bedtools genomecov',
  errorPatterns: errorPatternsFor('--features'),
  checkedInJob: [
    'the features are whole, and lie in the genome; a BAM is of the genome if it is given',
    '--genome is given unless the input is BAM; --fragment-size and --ignore-deletions come with BAM',
  ],

  check({ params: { fragmentSize, ignoreDeletions }, inputCounts, inputFiles }) {
    const [file] = inputFiles.features ?? [];
    if (!file || isBam(file)) return undefined;
    if (fragmentSize !== undefined) return forBam('--fragment-size');
    if (ignoreDeletions) return forBam('--ignore-deletions');
    return inputCounts.genome
      ? undefined
      : {
          problem: `--features is ${file.name}, which does not state the genome’s lengths`,
          advice: 'Give --genome, such as the .fai of samtools faidx.',
        };
  },

  async prepare({ inputs, params, ...ctx }) {
    const genome = await readGenome(inputs.genome, ctx);
    const byStrand = params.strand !== 'both';
    await checkFeatures({ option: '--features', file: inputs.features, genome, byStrand }, ctx);
  },

  command({ inputs: { features, genome }, outputs, params, extraArgs }) {
    const source = isBam(features)
      ? ['-ibam', features.path]
      : ['-i', features.path, ...(genome ? ['-g', genome.path] : [])];
    const argv = [
      ...(['bedtools', 'genomecov', ...source] as const),
      ...[...REPORTS[params.report], ...STRANDS[params.strand], ...ENDS[params.ends]],
      ...given('-scale', params.scale),
      ...on('-split', params.split),
      ...on('-ignoreD', params.ignoreDeletions),
      ...given('-fs', params.fragmentSize),
      ...given('-max', params.maxDepth),
      ...on('-trackline', params.trackLine),
      ...extraArgs,
    ] as const;
    return [toOutput(outputs.bedgraph ?? outputs.table ?? '', argv)];
  },
});

const forBam = (option: string): Pick<Relation, 'problem' | 'advice'> => ({
  problem: `${option} is for alignments, and --features is no BAM`,
  advice: 'Give a BAM, or leave it out.',
});
