import { checkAnnotation, checkRegions, checkVariants, damaged } from '@joblayer/genome-files';
import { defineTool, type ErrorPattern, patternOf } from '@joblayer/job-runtime';
import { CSI, params, presetOf, relations, tabixOptions, TBI } from './tabix-params.ts';

const error = (pattern: RegExp, what: string, advice: string): ErrorPattern => ({
  ...{ pattern: patternOf(pattern), provesBadData: true, advice },
  problem: `the file given with --file ${what}`,
});

const SUFFIXES: readonly string[] = [
  ...['.vcf.gz', '.bed.gz', '.gff3.gz', '.gff.gz', '.gtf.gz'],
  ...['.sam.gz', '.tsv.gz', '.txt.gz'],
];

/** https://www.htslib.org/doc/1.21/tabix.html */
export const tabix = defineTool({
  name: 'tabix',
  summary: 'indexes a sorted VCF, BED, GFF or table that bgzip compressed',
  inputs: {
    file: {
      ...{ kind: 'file', description: 'A file sorted by position, compressed by bgzip' },
      suffixes: SUFFIXES,
    },
  },
  outputs: {
    tbi: {
      ...{ kind: 'file', onlyWith: TBI, defaultName: '{file.name}.tbi', otherFormats: ['.csi'] },
      description: 'The index',
    },
    csi: {
      ...{ kind: 'file', onlyWith: CSI, defaultName: '{file.name}.csi', otherFormats: ['.tbi'] },
      description: 'The index as CSI',
    },
  },
  params,
  relations,
  resources: { vcpus: 1, memoryMiB: 512, scratch: { baseMiB: 64, perInputMiB: 0.01 } },
  extraArgsFor: 'tabix',
  errorPatterns: [
    error(/not BGZF/, 'is not compressed by bgzip', 'Compress it with bgzip, after gzip -dc.'),
    error(
      /cannot be stored in a tbi index/,
      'has positions beyond 536,870,912, the limit of a TBI',
      'Give --format csi.',
    ),
    error(
      /\[E::hts_idx_push\] (Unsorted|Chromosome blocks)/,
      'is not sorted by position',
      'Sort it, as with sort -k 1,1 -k 2,2n.',
    ),
    error(
      /\[E::get_intv\]|\[E::hts_idx_push\]|could not be parsed/,
      'has a line without a sequence and positions in the expected columns',
      'Give the right --preset, or the columns.',
    ),
    damaged('--file'),
    error(/^tbx_index_build3? failed/, 'cannot be indexed', 'The line before shows the cause.'),
  ],
  checkedInJob: [
    'the name of the file shows the format, or --preset is given',
    'the file is whole, sorted, and of the format',
  ],

  check({ params: values, inputFiles: { file = [] } }) {
    const [given] = file;
    if (!given || presetOf(values, given.name)) return undefined;
    return {
      problem: `the name ${given.name} does not show the format`,
      advice: 'Give --preset, as --preset columns --name-column 1 --start-column 2.',
    };
  },

  async prepare({ inputs: { file }, params: values, ...ctx }) {
    const check = { option: '--file', file } as const;
    const preset = presetOf(values, file.name);
    if (preset === 'vcf') await checkVariants({ ...check, sorted: true }, ctx);
    if (preset === 'gff') await checkAnnotation({ ...check, mayBeEmpty: true }, ctx);
    if (preset === 'bed') await checkRegions({ ...check, mayBeEmpty: true }, ctx);
  },

  command({ inputs: { file }, outputs: { tbi, csi }, params: values, extraArgs, workDir }) {
    const to = tbi ?? csi;
    if (to === undefined) throw new Error('a job writes one index');
    // tabix writes the index beside the file.
    const link = `${workDir}/indexed${file.name.slice(file.stem.length)}`;
    const made = `${link}${csi === undefined ? '.tbi' : '.csi'}`;
    return [
      { pipeline: [['ln', '-s', file.path, link]] },
      { pipeline: [['tabix', ...tabixOptions(values, file.name), ...extraArgs, link]] },
      { pipeline: [['mv', '-T', made, to]] },
    ];
  },
});
