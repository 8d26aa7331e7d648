import { compareFiles, type CaseDifference } from '@joblayer/tool-case';
import type { Files } from './files.ts';

/**
 * Differences between the outputs of two engines, a line each. What the case lists as different
 * between runs, or between numbers of CPUs, may differ.
 *
 * @param outputNames the name of each output by the first part of its path
 */
export function compareOutputs(
  expected: Files,
  actual: Files,
  differs: readonly CaseDifference[],
  outputNames: ReadonlyMap<string, string>,
): string[] {
  const missing = [...expected.keys()].filter((name) => !actual.has(name));
  const added = [...actual.keys()].filter((name) => !expected.has(name));
  return [
    ...missing.map((name) => `${name}: docker made it, and this engine did not`),
    ...added.map((name) => `${name}: this engine made it, and docker did not`),
    ...[...expected].flatMap(([name, bytes]) => {
      const other = actual.get(name);
      if (!other) return [];
      const exceptions = differs.filter(({ output }) => output === outputNameOf(name, outputNames));
      return compareFiles(bytes, other, exceptions).problems.map((text) => `${name}: ${text}`);
    }),
  ];
}

/** `plots/index.html` is `plots/index.html` in a case, and `x.stats.txt` is `stats`. */
function outputNameOf(file: string, outputNames: ReadonlyMap<string, string>): string {
  const [first = '', ...below] = file.split('/');
  return [outputNames.get(first) ?? first, ...below].join('/');
}
