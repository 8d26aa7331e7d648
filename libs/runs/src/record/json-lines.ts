import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { runProblem } from '../problems.ts';
import { damaged, parseJson } from './parse-record.ts';
import type { Records } from './records.ts';

/** A file with one JSON value a line. Its name has the SHA-256 of its content. */
export interface LinesFile {
  readonly name: string;
  readonly content: string;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @example linesFile('rows', [{}]).name // rows-ca3d163b….jsonl */
export function linesFile(kind: 'rows' | 'jobs', values: readonly object[]): LinesFile {
  const content = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return { name: `${kind}-${sha256(content)}.jsonl`, content };
}

/**
 * The values of a file, after its digest was checked.
 *
 * @throws ProblemError `rows-missing`, `record-damaged`
 */
export async function readLines<S extends z.ZodType>(
  records: Records,
  name: string,
  schema: S,
  run: string,
): Promise<readonly z.output<S>[]> {
  const location = records.at(name);
  const content = await records.read(name);
  if (content === undefined) throw runProblem({ code: 'rows-missing', run, location });
  if (!name.endsWith(`-${sha256(content)}.jsonl`)) {
    const detail = 'its content does not have the SHA-256 that its name states';
    throw runProblem({ code: 'record-damaged', location, detail });
  }
  const lines = content.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const parsed = schema.safeParse(parseJson(line, `${location} line ${index + 1}`));
    if (!parsed.success) throw damaged(`${location} line ${index + 1}`, parsed.error);
    return parsed.data;
  });
}
