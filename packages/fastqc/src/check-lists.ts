import type { CheckContext } from '@joblayer/genome-files';
import { JobError, type StagedFile } from '@joblayer/job-runtime';
import { readFile } from 'node:fs/promises';

/** FastQC's own limits. A file of limits needs a value for each of their keys. */
const DEFAULT_LIMITS = '/etc/fastqc/Configuration/limits.txt';
/** `name<tab>sequence`, as FastQC takes it: several tabs may separate them. */
const NAMED_SEQUENCE = /^[^\t]+\t+[A-Za-z]+\s*$/;
const LIMIT = /^(?<key>\w+\s+(?:ignore|warn|error))\s+[0-9.]+\s*$/;

type Given = readonly [option: `--${string}`, file: StagedFile | undefined];

/**
 * Adapters or contaminants: names and sequences. FastQC fails late on other lines, and succeeds
 * without any.
 *
 * @throws JobError `bad-data`
 */
export async function checkSequences([option, file]: Given, context: CheckContext): Promise<void> {
  if (!file) return;
  const lines = contentOf(await readFile(context.resolve(file.path), 'utf8'));
  const wrong = lines.find(({ text }) => !NAMED_SEQUENCE.test(text));
  if (lines.length > 0 && !wrong) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with ${option}, ${file.name}, ${wrong ? `has no named sequence in line ${wrong.number}` : 'holds no sequence'}`,
    advice:
      'Expected in each line a name, a tab and a sequence. Lines that start with # are left out.',
  });
}

/**
 * Limits for warnings and failures of modules. FastQC fails late without one of them.
 *
 * @throws JobError `bad-data`
 */
export async function checkLimits(
  file: StagedFile | undefined,
  context: CheckContext,
): Promise<void> {
  if (!file) return;
  const given = contentOf(await readFile(context.resolve(file.path), 'utf8'));
  const wrong = given.find(({ text }) => !LIMIT.test(text));
  const keys = new Set(given.map(({ text }) => keyOf(text)));
  const needed = contentOf(await readFile(DEFAULT_LIMITS, 'utf8')).map(({ text }) => keyOf(text));
  const absent = needed.find((key) => !keys.has(key));
  if (!wrong && absent === undefined) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with --limits, ${file.name}, ${wrong ? `has no limit in line ${wrong.number}` : `lacks the limit "${absent}"`}`,
    advice: 'Change values in a copy of FastQC’s own limits.txt: it has a line for each limit.',
  });
}

const keyOf = (line: string): string | undefined =>
  LIMIT.exec(line)?.groups?.['key']?.replace(/\s+/, ' ');

const contentOf = (text: string): { text: string; number: number }[] =>
  text
    .split('\n')
    .map((line, index) => ({ text: line.replace(/\r$/, ''), number: index + 1 }))
    .filter(({ text: line }) => line.trim() !== '' && !line.startsWith('#'));
