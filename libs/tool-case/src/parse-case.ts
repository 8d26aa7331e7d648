import { caseSchema, type ToolCase } from './schema.ts';

/**
 * Parses a case.
 *
 * @param file its path, for the message
 * @throws Error with the file, the field and the problem in one line
 */
export function parseCase(text: string, file: string): ToolCase {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: it is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = caseSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `"${path.join('.')}": ${message}`);
  throw new Error(`${file}: ${issues.join('; ')}`);
}
