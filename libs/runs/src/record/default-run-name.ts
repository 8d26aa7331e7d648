import { sha256 } from './json-lines.ts';

/** Leaves space for the date and the digest. */
const MOST_TOOL_LENGTH = 60;

/**
 * The name of a run if the user gives none. The same command on the same day has the same name, so
 * it continues a submission that was interrupted.
 *
 * @param identity what distinguishes the run: its sheet, constants and image
 * @example bwa-mem-20261127-3f9a2c
 */
export function defaultRunName(tool: string, date: Date, identity: readonly string[]): string {
  const day = date.toISOString().slice(0, 10).replaceAll('-', '');
  const digest = sha256(JSON.stringify(identity)).slice(0, 6);
  const plain = tool.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, MOST_TOOL_LENGTH);
  return `${plain}-${day}-${digest}`;
}
