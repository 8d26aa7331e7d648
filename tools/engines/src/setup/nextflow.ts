import { run } from '@joblayer/subprocess';
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { locksDirectory } from '../locations.ts';
import { installOnce } from './install-once.ts';

const POM = 'nextflow-pom.xml';
const HASHES = 'nextflow-jars.sha256';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** Returns the directory with Nextflow's jars. Each has the SHA-256 that the lock file lists. */
export const nextflowJars = (): Promise<string> =>
  installOnce({
    name: 'nextflow',
    locks: [POM, HASHES],
    needs: 'Maven (mvn) with the repository that it is configured for, and Java 17 or newer',
    async install(target) {
      const pom = path.join(target, 'pom.xml');
      await copyFile(path.join(locksDirectory, POM), pom);
      await run(['mvn', '-B', '-q', '-f', pom, PLUGIN, `-DoutputDirectory=${target}`]);
      const expected = parseHashes(await readFile(path.join(locksDirectory, HASHES), 'utf8'));
      const problems = differences(expected, await hashesOf(target));
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  });

type Hashes = ReadonlyMap<string, string>;

/** Reads what `sha256sum *.jar` prints. */
export const parseHashes = (text: string): Hashes =>
  new Map(
    text
      .split('\n')
      .map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line))
      .flatMap((match) => (match ? [[match[2] ?? '', match[1] ?? ''] as const] : [])),
  );

/** Files that are absent, additional or different, a line each. */
export function differences(expected: Hashes, actual: Hashes): string[] {
  const names = new Set([...expected.keys(), ...actual.keys()]);
  return [...names].toSorted().flatMap((name) => {
    const [wanted, found] = [expected.get(name), actual.get(name)];
    if (wanted === found) return [];
    if (wanted === undefined) return [`${name}: ${HASHES} does not list it`];
    return [
      `${name}: ${found === undefined ? 'it is absent' : `its SHA-256 is not that of ${HASHES}`}`,
    ];
  });
}

async function hashesOf(directory: string): Promise<Hashes> {
  const jars = (await readdir(directory)).filter((name) => name.endsWith('.jar'));
  const hashes = new Map<string, string>();
  for (const jar of jars) {
    const content = await readFile(path.join(directory, jar));
    hashes.set(jar, createHash('sha256').update(content).digest('hex'));
  }
  return hashes;
}
