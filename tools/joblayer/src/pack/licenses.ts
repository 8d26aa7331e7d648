import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * The licences of the npm packages that a bundle holds, as text.
 *
 * @param inputs the bundle's source files
 */
export async function licensesOf(inputs: readonly string[]): Promise<string> {
  const directories = new Set(inputs.flatMap((file) => packageDirectory(file) ?? []));
  const texts = await Promise.all([...directories].toSorted().map(licenseOf));
  return [...new Set(texts)].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The directory of the npm package that a file is in. Undefined for this project's own. */
function packageDirectory(file: string): string | undefined {
  if (!file.includes('node_modules/')) return undefined;
  let directory = dirname(resolve(file));
  while (!/node_modules\/(?:@[^/]+\/)?[^/]+$/.test(directory)) directory = dirname(directory);
  return existsSync(join(directory, 'package.json')) ? directory : undefined;
}

async function licenseOf(directory: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(directory, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license: string };
  const files = (await readdir(directory)).filter((file) => LICENSE_FILE.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim()), ''].join('\n\n');
}
