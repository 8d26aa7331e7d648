import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** `deb [options] URL suite …` (sources.list(5)). */
const LINE = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)/;

interface Source {
  readonly urls: readonly string[];
  readonly suites: readonly string[];
}

/**
 * The mirrors that this host installs its own packages from, each once, in apt's order. They
 * include a site's own mirror. Those with security updates only are left out, because they lack the
 * main suite. Empty on a host without apt.
 *
 * @param directory apt's configuration
 */
export function hostMirrors(directory = '/etc/apt'): readonly string[] {
  const files = [
    path.join(directory, 'sources.list'),
    ...namesIn(path.join(directory, 'sources.list.d')),
  ];
  const sources = files.flatMap((file) =>
    file.endsWith('.sources') ? stanzasOf(textOf(file)) : linesOf(textOf(file)),
  );
  const main = sources.filter(({ suites }) => suites.some((suite) => !/security/.test(suite)));
  return [...new Set(main.flatMap(({ urls }) => urls))].filter((url) => /^https?:/.test(url));
}

function namesIn(directory: string): readonly string[] {
  try {
    const names = readdirSync(directory).filter((name) => /\.(list|sources)$/.test(name));
    return names.sort().map((name) => path.join(directory, name));
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const linesOf = (text: string): readonly Source[] =>
  text.split('\n').flatMap((line) => {
    const [, url, suite] = LINE.exec(line.trim()) ?? [];
    return url !== undefined && suite !== undefined ? [{ urls: [url], suites: [suite] }] : [];
  });

/** deb822: fields in stanzas, separated by empty lines. */
const stanzasOf = (text: string): readonly Source[] =>
  text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string): readonly string[] =>
      new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
    return field('Types').includes('deb') && !/^Enabled:\s*no\b/im.test(stanza)
      ? [{ urls: field('URIs'), suites: field('Suites') }]
      : [];
  });
