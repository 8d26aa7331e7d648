import path from 'node:path';
import { readTextIfPresent, writeTextAtomically } from '../files.ts';

/**
 * The text of a dotenv file with one variable set, or removed (`undefined`). Other lines stay
 * unchanged.
 */
export function withVariable(text: string, name: string, value: string | undefined): string {
  const isOurs = (line: string) =>
    line
      .trimStart()
      .replace(/^export\s+/, '')
      .startsWith(`${name}=`);
  const kept = text.split('\n').filter((line) => !isOurs(line));
  while (kept.at(-1) === '') kept.pop();
  if (value !== undefined) kept.push(`${name}=${value}`);
  return kept.length === 0 ? '' : `${kept.join('\n')}\n`;
}

/** Sets or removes a variable in the workspace's `.env.local`, which Nx reads before every task. */
export async function rememberForNx(
  root: string,
  name: string,
  value: string | undefined,
): Promise<void> {
  const file = path.join(root, '.env.local');
  const before = await readTextIfPresent(file);
  const after = withVariable(before ?? '', name, value);
  if (after !== (before ?? '')) await writeTextAtomically(file, after);
}
