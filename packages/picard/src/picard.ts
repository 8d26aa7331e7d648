import { javaCommand, outOfHeap } from '@joblayer/genome-files';
import { patternOf, type ErrorPattern, type StagedFile, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';

const JAR = '/usr/share/java/picard.jar';

type Value = string | number | boolean | undefined;

/**
 * A Picard command. A word with `=` that does not start with a dash makes Picard read all options in
 * its older form. So no value may hold one: files have the names of links in the scratch directory.
 */
export const picard = (
  program: string,
  granted: Parameters<typeof javaCommand>[0],
  options: Readonly<Record<string, Value>>,
  extraArgs: readonly string[],
): Step['pipeline'][0] => [
  ...javaCommand(granted),
  ...['-jar', JAR, program],
  ...Object.entries({ ...options, TMP_DIR: granted.tmpDir }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  ),
  // Debian has no compression library of Intel. Without these, Picard looks for it and warns.
  ...['--USE_JDK_DEFLATER', 'true', '--USE_JDK_INFLATER', 'true'],
  ...extraArgs,
];

/** A step that gives an input a plain name. */
export const linked = (file: StagedFile, link: string): Step => ({
  pipeline: [['ln', '-sr', file.path, link]],
});

/** The ending of a file's name, which shows Picard the format. */
export const endingOf = ({ name }: StagedFile, suffixes: readonly string[]): string =>
  suffixes.find((suffix) => name.toLowerCase().endsWith(suffix)) ?? '';

/** A step that gives an output its own name. */
export const moved = (made: string, output: string): Step => ({
  pipeline: [['mv', made, output]],
});

/** A text that Picard takes for a value. */
export const plainText = z
  .string()
  .regex(
    /^[^=]+$/,
    'must not be empty, and must not hold =, which Picard takes for an older option',
  );

export const outOfMemory: ErrorPattern = outOfHeap('Picard');

export const validation = z
  .enum(['STRICT', 'LENIENT', 'SILENT'])
  .default('STRICT')
  .describe('What to do with alignments that break the rules of SAM: fail, warn, or go on');

/** Alignments that Picard refuses. It makes no index of those that are sorted by name. */
export const badAlignments: readonly ErrorPattern[] = [
  {
    pattern: patternOf(
      /requires input that are either coordinate or query sorted|not coordinate sorted|Alignments added out of order|^mv: cannot stat '.*marked\.bai'/,
    ),
    problem:
      'the alignments given with --bam are not sorted by coordinate, or their header does not say so',
    advice:
      'Sort them with samtools sort, or with samtools-markdup, which marks duplicates as well.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/SAM validation error|SAMFormatException|Error parsing SAM/),
    problem: 'the alignments given with --bam break the rules of SAM; the line above says which',
    advice:
      'Mend them, or give --validation-stringency LENIENT or SILENT, as is usual for those of bwa.',
    provesBadData: true,
  },
];
