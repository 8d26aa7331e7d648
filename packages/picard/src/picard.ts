import { java, outOfHeap } from '@joblayer/genome-files';
import {
  type CommandContext,
  type ErrorPattern,
  patternOf,
  type Step,
} from '@joblayer/job-runtime';
import * as z from 'zod';

const JAR = '/usr/share/java/picard.jar';

type Value = string | number | boolean | undefined;

/** A Picard option with its value; none if there is no value. */
export const option = (name: string, value: Value): readonly string[] =>
  value === undefined ? [] : [`--${name}`, String(value)];

/**
 * A Picard program. Intel's compression is not in the image, and Picard would warn of that each time.
 *
 * https://broadinstitute.github.io/picard/command-line-overview.html
 */
export const picard = (
  program: string,
  ctx: Pick<CommandContext, 'cpus' | 'memoryMiB' | 'tmpDir' | 'extraArgs'>,
  options: readonly string[],
): Step['pipeline'][0] =>
  java(
    ctx,
    '-jar',
    JAR,
    program,
    ...options,
    ...ctx.extraArgs,
    ...[
      ...option('TMP_DIR', ctx.tmpDir),
      ...option('USE_JDK_DEFLATER', true),
      ...option('USE_JDK_INFLATER', true),
    ],
  );

/** Removes the time of the run from files of metrics, with the line that announces it. */
export const withoutTime = (path: string): Step => ({
  pipeline: [['find', path, '-type', 'f', '-exec', 'sed', '-i', TIME, '{}', '+']],
});
const TIME = String.raw`/^## .*StringHeader$/{N;/\n# Started on: /d}`;

export const validation = z
  .enum(['STRICT', 'LENIENT', 'SILENT'])
  .default('STRICT')
  .describe(
    'Of alignments that break a rule of SAM: fail, log them, or ignore them (--VALIDATION_STRINGENCY)',
  );

/** What Picard prints about alignments that it cannot use. */
export const errorPatterns: readonly ErrorPattern[] = [
  outOfHeap('Picard'),
  {
    pattern: patternOf(/Alignments added out of order/),
    problem: 'the alignments given with --bam are not sorted by coordinate',
    advice: 'Sort them with samtools sort.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/SAM validation error|SAMFormatException|RuntimeIOException|Invalid file/),
    problem: 'the alignments given with --bam break a rule of SAM',
    advice: 'Make them again, or give --validation LENIENT to log them only.',
    provesBadData: true,
  },
];
