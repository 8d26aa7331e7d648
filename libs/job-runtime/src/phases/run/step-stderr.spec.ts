import { type ErrorPattern, patternOf } from '@joblayer/tool-definition';
import { StepStderr } from './step-stderr.ts';

const TRUNCATED: ErrorPattern = {
  pattern: patternOf(/EOF marker/),
  problem: '--bam is cut short',
  advice: 'Do.',
};
const wordsOf = (...said: readonly [stage: number, chunk: string][]) => {
  const words = new StepStderr(2, [TRUNCATED]);
  said.forEach(([stage, chunk]) => words.add(Buffer.from(chunk), stage));
  return words;
};

describe('what the stages of a step say', () => {
  it('is kept for each by itself', () => {
    const words = wordsOf([0, 'why\n'], [1, 'what came of it\n']);
    expect(words.of(0).tail.lastLine()).toBe('why');
    expect(words.of(1).tail.lastLine()).toBe('what came of it');
    expect(words.text()).toBe('why\n\nwhat came of it\n');
  });

  it('is compared with the error patterns of the definition, in whatever pieces it comes', () => {
    const words = wordsOf([1, 'ok\n[W] EOF mar'], [0, 'x'], [1, 'ker is absent\n'], [1, 'more\n']);
    const heard = { errorPattern: TRUNCATED, line: '[W] EOF marker is absent' };
    expect(words.heard).toEqual(heard);
    expect(words.of(1).heard).toEqual(heard);
    expect(words.of(0).heard).toBeUndefined();
  });

  it('counts though much follows, or no line ends', () => {
    expect(wordsOf([0, 'EOF marker\n'], [0, 'x\n'.repeat(200_000)]).heard?.line).toBe('EOF marker');
    expect(wordsOf([0, 'EOF marker']).heard?.line).toBe('EOF marker');
    expect(wordsOf([0, 'EOF'], [1, ' marker']).heard).toBeUndefined();
  });
});
