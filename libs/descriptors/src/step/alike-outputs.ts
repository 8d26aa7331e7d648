import { descriptorProblem } from '../problems.ts';
import { globsOf } from './globs.ts';
import type { OutputPort } from './step.ts';

/**
 * Engines collect an output by a pattern, in the directory of all outputs. So no name that one output may have must match
 * the pattern of another: the engine would fail, or silently take the other file.
 *
 * @throws ProblemError `outputs-alike`
 */
export function refuseAlike(tool: string, outputs: readonly OutputPort[]): void {
  for (const [index, one] of outputs.entries())
    for (const other of outputs.slice(index + 1))
      if (mayMatch(one, other) || mayMatch(other, one))
        throw descriptorProblem({
          ...{ code: 'outputs-alike', tool, one: one.key, other: other.key },
          pattern: globsOf(one)[0] ?? '',
        });
}

function mayMatch(one: OutputPort, other: OutputPort): boolean {
  const patterns = globsOf(one).map(expressionOf);
  return globsOf(other)
    .map((glob) => glob.replaceAll('*', 'x'))
    .some((name) => patterns.some((pattern) => pattern.test(name)));
}

const expressionOf = (glob: string): RegExp => {
  const parts = glob.split('*').map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*').replaceAll('?', '.')}$`);
};
