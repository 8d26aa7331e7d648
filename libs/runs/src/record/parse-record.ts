import * as z from 'zod';
import { runProblem } from '../problems.ts';

/** The newest version of the formats of records that this code can read. */
export const RECORD_VERSION = 1;

/** The fields with which each record begins. */
export const header = <F extends string>(format: F) => ({ format, version: RECORD_VERSION });

/**
 * Parses one object of a record.
 *
 * @throws ProblemError `record-newer`, `record-damaged`
 */
export function parseRecord<S extends z.ZodType>(
  schema: S,
  format: string,
  text: string,
  location: string,
): z.output<S> {
  const json = parseJson(text, location);
  const head = z.object({ format: z.literal(format), version: z.number() }).safeParse(json);
  if (!head.success) throw damaged(location, head.error);
  const { version } = head.data;
  if (version > RECORD_VERSION) throw runProblem({ code: 'record-newer', location, version });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw damaged(location, parsed.error);
  return parsed.data;
}

/** @throws ProblemError `record-damaged` */
export function parseJson(text: string, location: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = `it is not JSON (${(error as Error).message})`;
    throw runProblem({ code: 'record-damaged', location, detail }, error);
  }
}

export function damaged(location: string, error: z.ZodError) {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  const detail = `${where === '' ? 'it' : where}: ${issue?.message ?? 'is not as expected'}`;
  return runProblem({ code: 'record-damaged', location, detail }, error);
}
