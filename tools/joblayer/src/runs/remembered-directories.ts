import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { say } from '../say.ts';

const MOST = 50;

/** The file with the record directories that this user's runs had, one a line, the newest first. */
const fileOf = (env: NodeJS.ProcessEnv): string =>
  join(
    env['XDG_STATE_HOME'] || join(homedir(), '.local/state'),
    'joblayer',
    'record-directories.txt',
  );

/** Where runs of this user have their records, the newest first. They may be gone meanwhile. */
export async function rememberedDirectories(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const text = await readFile(fileOf(env), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

/** So that later commands on this machine find the run by its name alone. A failure is only noted. */
export async function rememberDirectory(directory: string, env: NodeJS.ProcessEnv): Promise<void> {
  const before = await rememberedDirectories(env);
  if (before[0] === directory || /\n/.test(directory)) return;
  const lines = [directory, ...before.filter((other) => other !== directory)].slice(0, MOST);
  const file = fileOf(env);
  const temporary = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, lines.map((line) => `${line}\n`).join(''));
    await rename(temporary, file);
  } catch (error) {
    say(`cannot remember the place of the record: ${(error as Error).message}`);
  }
}
