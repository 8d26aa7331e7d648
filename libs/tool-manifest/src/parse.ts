import * as z from 'zod';
import { toolManifestSchema, type ToolManifest } from './schema.ts';

/** A manifest.json that cannot be used. The message names the file and every wrong field. */
export class ToolManifestError extends Error {
  override readonly name = 'ToolManifestError';
  readonly file: string;
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[], cause?: unknown) {
    super(`${file} is not a tool manifest:\n${problems.map((line) => `  - ${line}`).join('\n')}`, {
      cause,
    });
    this.file = file;
    this.problems = problems;
  }
}

/**
 * Reads the text of a manifest.json.
 *
 * @param file the file's path, for the error
 * @throws ToolManifestError
 */
export function parseToolManifest(text: string, file: string): ToolManifest {
  const result = toolManifestSchema.safeParse(parseJson(text, file));
  if (result.success) return result.data;
  throw new ToolManifestError(file, result.error.issues.map(describeIssue), result.error);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ToolManifestError(file, [`it is not JSON: ${(error as Error).message}`], error);
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.length > 0 ? z.core.toDotPath(issue.path) : 'the document';
  const expectation =
    issue.code === 'invalid_format' && issue.format === 'regex'
      ? `expected ${issue.message}`
      : issue.message;
  return `${field}: ${expectation}`;
}
