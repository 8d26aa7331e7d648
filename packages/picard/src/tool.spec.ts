import { commandOf } from '@joblayer/job-runtime/testing';
import { dictionary } from './dictionary.tool.ts';
import { tool } from './tool.ts';

const argv = (...options: string[]): readonly string[] =>
  commandOf(tool, ['--bam', 'a=b.bam', ...options])[1]?.pipeline[0] ?? [];

describe('the command of picard-markduplicates', () => {
  it('gives files plain names, as Picard takes = for its older options', () => {
    const words = argv();
    expect(words.slice(words.indexOf('-jar'))).toEqual([
      ...['-jar', '/usr/share/java/picard.jar', 'MarkDuplicates'],
      ...['--INPUT', './alignments.bam', '--OUTPUT', './marked.bam'],
      ...['--METRICS_FILE', './marked.txt', '--CREATE_INDEX', 'true'],
      ...['--REMOVE_DUPLICATES', 'false', '--REMOVE_SEQUENCING_DUPLICATES', 'false'],
      ...['--TAGGING_POLICY', 'DontTag', '--OPTICAL_DUPLICATE_PIXEL_DISTANCE', '100'],
      '--DUPLICATE_SCORING_STRATEGY',
      'SUM_OF_BASE_QUALITIES',
      ...['--CLEAR_DT', 'true'],
      ...['--VALIDATION_STRINGENCY', 'STRICT', '--TMP_DIR', './tmp'],
      ...['--USE_JDK_DEFLATER', 'true', '--USE_JDK_INFLATER', 'true'],
    ]);
  });

  it('names the index after the BAM', () => {
    expect(commandOf(tool, ['--bam', 'a.bam']).slice(2)).toEqual([
      { pipeline: [['mv', './marked.bam', './outputs/marked/a.markdup.bam']] },
      { pipeline: [['mv', './marked.bai', './outputs/marked/a.markdup.bam.bai']] },
      { pipeline: [['mv', './marked.txt', './outputs/metrics/a.markdup.metrics.txt']] },
    ]);
  });

  it.each([
    [['--remove-duplicates'], '--REMOVE_DUPLICATES', 'true'],
    [['--remove-sequencing-duplicates'], '--REMOVE_SEQUENCING_DUPLICATES', 'true'],
    [['--tagging-policy', 'All'], '--TAGGING_POLICY', 'All'],
    [['--optical-distance', '2500'], '--OPTICAL_DUPLICATE_PIXEL_DISTANCE', '2500'],
    [['--no-optical'], '--READ_NAME_REGEX', 'null'],
    [
      ['--scoring-strategy', 'TOTAL_MAPPED_REFERENCE_LENGTH'],
      '--DUPLICATE_SCORING_STRATEGY',
      'TOTAL_MAPPED_REFERENCE_LENGTH',
    ],
    [['--barcode-tag', 'RX'], '--BARCODE_TAG', 'RX'],
    [['--read-one-barcode-tag', 'RX'], '--READ_ONE_BARCODE_TAG', 'RX'],
    [['--read-two-barcode-tag', 'RX'], '--READ_TWO_BARCODE_TAG', 'RX'],
    [['--no-clear-dt'], '--CLEAR_DT', 'false'],
    [['--validation-stringency', 'LENIENT'], '--VALIDATION_STRINGENCY', 'LENIENT'],
    [['--extra-args', '--COMPRESSION_LEVEL 9'], '--COMPRESSION_LEVEL', '9'],
  ])('has for %j the option %s %s', (options, option, value) => {
    const words = argv(...options);
    expect(words[words.indexOf(option) + 1]).toBe(value);
  });
});

describe('the command of picard-create-sequence-dictionary', () => {
  const words = (...options: string[]): readonly string[] =>
    commandOf(dictionary, ['--reference', 'a=b.fa', ...options])[1]?.pipeline[0] ?? [];

  it('has the name of the file for its location', () => {
    const all = words();
    expect(all.slice(all.indexOf('CreateSequenceDictionary') + 1, -6)).toEqual([
      ...['--REFERENCE', './genome.fa', '--OUTPUT', './made.dict'],
      ...['--URI', 'a%3Db.fa', '--TRUNCATE_NAMES_AT_WHITESPACE', 'true'],
    ]);
  });

  it('has what describes the genome', () => {
    const given = ['--genome-assembly', 'GRCh38', '--species', 'Homo sapiens', '--uri', 'x'];
    expect(words(...given, '--no-truncate-names')).toEqual(
      expect.arrayContaining([
        ...['--GENOME_ASSEMBLY', 'GRCh38', '--SPECIES', 'Homo sapiens', '--URI', 'x'],
        '--TRUNCATE_NAMES_AT_WHITESPACE',
        'false',
      ]),
    );
  });

  it('refuses a value with =', () => {
    expect(() => words('--uri', 'https://x/?y=z')).toThrow(
      expect.objectContaining({ message: expect.stringContaining('must not hold =') }),
    );
  });
});
