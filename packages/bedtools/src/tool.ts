import { defineTool } from '@joblayer/job-runtime';
import { errorPatternsFor } from './error-patterns.ts';
import { isBam, TEXT_SUFFIXES } from './features.ts';
import { genomecov } from './genomecov.tool.ts';
import { GENOME } from './genome-file.ts';
import { optionsOf } from './intersect-options.ts';
import { OF_FEATURES, OF_TABLE, params, relations } from './intersect-params.ts';
import { merge } from './merge.tool.ts';
import { prepareIntersect } from './prepare-intersect.ts';
import { sort } from './sort.tool.ts';
import { toOutput } from './to-output.ts';

/** bedtools writes alignments without a place as features of the sequence ".". */
const PLACED = ['awk', '-F', '\t', '$1 != "."'] as const;

/** https://bedtools.readthedocs.io/en/latest/content/tools/intersect.html */
export const tool = defineTool({
  name: 'bedtools-intersect',
  summary: 'finds the overlaps of features, such as genes, peaks, variants and alignments',
  inputs: {
    featuresA: {
      kind: 'file',
      description: 'A: the features to report (-a)',
      suffixes: ['.bam', ...TEXT_SUFFIXES],
    },
    featuresB: {
      kind: 'files',
      description: 'B: one or more files to compare each A with (-b)',
      suffixes: ['.bam', ...TEXT_SUFFIXES],
    },
    genome: {
      ...GENOME,
      description: 'Names and lengths of the genome, as a .fai; for --sorted in that order (-g)',
    },
  },
  outputs: {
    features: {
      kind: 'file',
      onlyWith: { option: 'report', is: [...OF_FEATURES] },
      description:
        'The features of A, in its format; those of a BAM as BED if the name does not end in .bam',
      defaultName: '{featuresA.stem}.intersect{featuresA.suffix}',
      stream: true,
    },
    table: {
      kind: 'file',
      onlyWith: { option: 'report', is: [...OF_TABLE] },
      description: 'A, then the columns of B or numbers; a BAM as BED12',
      defaultName: '{featuresA.stem}.intersect.tsv',
      stream: true,
    },
  },
  params,
  relations,
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 4 } },
  extraArgsFor: 'bedtools intersect',
  errorPatterns: errorPatternsFor('--features-a or --features-b'),
  checkedInJob: [
    'the files are whole, of the format that their names say, and of the genome if it is given',
    '--labels has one name for each of several files of --features-b',
  ],

  check({ params: { labels }, inputCounts: { featuresB = 0 } }) {
    if (labels === undefined) return undefined;
    const names = labels.split(',').length;
    return names === featuresB && names > 1
      ? undefined
      : {
          problem: `--labels has ${names} names, and --features-b has ${featuresB} files`,
          advice: 'Give a name for each of several files. For one file, leave --labels out.',
        };
  },

  prepare: (ctx) => prepareIntersect(ctx),

  command({ inputs: { featuresA, featuresB, genome }, outputs, params, extraArgs }) {
    const output = outputs.features ?? outputs.table ?? '';
    const asBed = isBam(featuresA) && !/\.bam$/i.test(outputs.features ?? '');
    const hasHeader = params.header && outputs.features !== undefined && !isBam(featuresA);
    const argv = [
      ...(['bedtools', 'intersect', '-a', featuresA.path] as const),
      ...['-b', ...featuresB.map(({ path }) => path)],
      ...optionsOf(params),
      ...(params.sorted && genome ? ['-sorted', '-g', genome.path] : []),
      ...(asBed ? ['-bed'] : []),
      ...(hasHeader ? ['-header'] : []),
      ...extraArgs,
    ] as const;
    return [toOutput(output, argv, ...(asBed ? [PLACED] : []))];
  },
});

/** Further definitions of this image. */
export const also = [genomecov, merge, sort];
