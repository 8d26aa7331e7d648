import { commandOf } from '@joblayer/job-runtime/testing';
import { dictionary } from './dictionary.tool.ts';
import { metrics } from './metrics.tool.ts';
import { tool } from './tool.ts';

type Tool = Parameters<typeof commandOf>[0];

/** Picard's options in a job, as names with their values. */
const options = (definition: Tool, ...given: readonly string[]) => {
  const [step] = commandOf(definition, [...given]);
  const argv: readonly string[] = step?.pipeline[0] ?? [];
  const [program = '', ...rest] = argv.slice(argv.indexOf('-jar') + 2);
  const pairs: string[] = [];
  for (let i = 0; i < rest.length; i += 2) pairs.push(`${rest[i]} ${rest[i + 1]}`);
  return [program, ...pairs];
};

describe('the command of picard-mark-duplicates', () => {
  const given = (...more: readonly string[]) => options(tool, '--bam', 'a "1".bam', ...more);

  it('marks duplicates of alignments that are sorted by coordinate, and indexes the BAM', () => {
    expect(given()).toEqual([
      ...['MarkDuplicates', '--INPUT ./inputs/a "1".bam'],
      '--OUTPUT ./outputs/marked/a "1".markdup.bam',
      '--METRICS_FILE ./outputs/metrics/a "1".markdup.metrics.txt',
      ...['--ASSUME_SORT_ORDER coordinate', '--CREATE_INDEX true', '--REMOVE_DUPLICATES false'],
      '--REMOVE_SEQUENCING_DUPLICATES false',
      ...['--OPTICAL_DUPLICATE_PIXEL_DISTANCE 100'],
      '--DUPLICATE_SCORING_STRATEGY SUM_OF_BASE_QUALITIES',
      ...['--TAGGING_POLICY DontTag', '--TAG_DUPLICATE_SET_MEMBERS false'],
      ...['--VALIDATION_STRINGENCY STRICT', '--MAX_FILE_HANDLES_FOR_READ_ENDS_MAP 900'],
      ...['--TMP_DIR ./tmp', '--USE_JDK_DEFLATER true', '--USE_JDK_INFLATER true'],
    ]);
    const steps = commandOf(tool, ['--bam', 'a.bam']).map(({ pipeline }) => pipeline[0]);
    expect(steps[1]).toEqual([
      ...['mv', './outputs/marked/a.markdup.bai', './outputs/marked/a.markdup.bam.bai'],
    ]);
  });

  it('has every parameter', () => {
    expect(
      given(
        ...['--remove-dups', '--optical-distance', '2500', '--read-name-regex', 'null'],
        ...['--scoring', 'RANDOM', '--tagging', 'All', '--tag-sets', '--barcode-tag', 'RX'],
        ...['--validation', 'LENIENT', '--extra-args', '--DUPLEX_UMI true'],
      ),
    ).toEqual(
      expect.arrayContaining([
        ...['--REMOVE_DUPLICATES true', '--OPTICAL_DUPLICATE_PIXEL_DISTANCE 2500'],
        ...['--READ_NAME_REGEX null', '--DUPLICATE_SCORING_STRATEGY RANDOM'],
        ...['--TAGGING_POLICY All', '--TAG_DUPLICATE_SET_MEMBERS true', '--BARCODE_TAG RX'],
        ...['--VALIDATION_STRINGENCY LENIENT', '--DUPLEX_UMI true'],
      ]),
    );
    expect(given('--remove-sequencing-dups')).toContain('--REMOVE_SEQUENCING_DUPLICATES true');
  });

  it('merges several files, and makes no index where none is wanted', () => {
    const argv = given('--bam', 'b.bam', '--no-index');
    expect(argv).toContain('--INPUT ./inputs/b.bam');
    expect(argv).toContain('--CREATE_INDEX false');
  });
});

describe('the command of picard-collect-multiple-metrics', () => {
  const programs = (...more: readonly string[]) =>
    options(metrics, '--bam', 'a.bam', ...more)
      .filter((each) => each.startsWith('--PROGRAM '))
      .map((each) => each.slice('--PROGRAM '.length));

  it('replaces Picard’s choice of programs by the one of the job', () => {
    expect(programs()).toEqual([
      ...['null', 'CollectAlignmentSummaryMetrics', 'CollectInsertSizeMetrics'],
      ...['MeanQualityByCycle', 'QualityScoreDistribution', 'CollectBaseDistributionByCycle'],
      'CollectQualityYieldMetrics',
    ]);
    expect(
      programs(
        ...['--no-alignment-summary', '--no-insert-size', '--no-quality-by-cycle'],
        ...['--no-quality-distribution', '--no-base-distribution', '--no-quality-yield'],
        ...['--gc-bias', '--sequencing-artifacts', '--reference', 'g.fa'],
      ),
    ).toEqual(['null', 'CollectGcBiasMetrics', 'CollectSequencingArtifactMetrics']);
  });

  it('has the genome, the level and the rules for alignments', () => {
    expect(
      options(
        metrics,
        ...['--bam', 'a.bam', '--reference', 'g.fa', '--level', 'SAMPLE', '--validation', 'SILENT'],
      ),
    ).toEqual(
      expect.arrayContaining([
        ...['--REFERENCE_SEQUENCE ./inputs/g.fa', '--METRIC_ACCUMULATION_LEVEL SAMPLE'],
        ...['--VALIDATION_STRINGENCY SILENT', '--OUTPUT ./outputs/metrics/a.picard/a'],
      ]),
    );
  });
});

describe('the command of picard-create-sequence-dictionary', () => {
  it('names the genome without the scratch directory, unless the job says where it is', () => {
    expect(options(dictionary, '--reference', 'g.fa.gz')).toEqual([
      ...['CreateSequenceDictionary', '--REFERENCE ./inputs/g.fa.gz'],
      ...['--OUTPUT ./outputs/dict/g.dict', '--URI g.fa.gz', '--TRUNCATE_NAMES_AT_WHITESPACE true'],
      ...['--TMP_DIR ./tmp', '--USE_JDK_DEFLATER true', '--USE_JDK_INFLATER true'],
    ]);
    expect(
      options(
        dictionary,
        ...[
          '--reference',
          'g.fa',
          '--uri',
          'https://x/g.fa',
          '--assembly',
          'A',
          '--species',
          'S s',
        ],
        ...['--alt-names', 'n.tsv', '--whole-names'],
      ),
    ).toEqual(
      expect.arrayContaining([
        ...['--URI https://x/g.fa', '--GENOME_ASSEMBLY A', '--SPECIES S s'],
        ...['--ALT_NAMES ./inputs/n.tsv', '--TRUNCATE_NAMES_AT_WHITESPACE false'],
      ]),
    );
  });
});
