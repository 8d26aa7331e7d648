import { type ErrorPattern, patternOf } from '@joblayer/tool-definition';
import { StepStderr } from './step-stderr.ts';

const TRUNCATED: ErrorPattern = {
  pattern: patternOf(/EOF marker/),
  problem: '--bam is cut short',
  advice: 'Do.',
};
const stderrOf = (...chunks: readonly [stage: number, chunk: string][]) => {
  const stderr = new StepStderr(2, [TRUNCATED]);
  chunks.forEach(([stage, chunk]) => stderr.add(Buffer.from(chunk), stage));
  return stderr;
};

describe('the stderr of a step’s stages', () => {
  it('is kept apart for each stage', () => {
    const stderr = stderrOf([0, 'why\n'], [1, 'what came of it\n']);
    expect(stderr.of(0).tail.lastLine()).toBe('why');
    expect(stderr.of(1).tail.lastLine()).toBe('what came of it');
    expect(stderr.text()).toBe('why\n\nwhat came of it\n');
  });

  it('is compared with the definition’s error patterns, wherever its chunks cut a line', () => {
    const stderr = stderrOf(
      [1, 'ok\n[W] EOF mar'],
      [0, 'x'],
      [1, 'ker is absent\n'],
      [1, 'more\n'],
    );
    const heard = { errorPattern: TRUNCATED, line: '[W] EOF marker is absent' };
    expect(stderr.heard).toEqual(heard);
    expect(stderr.of(1).heard).toEqual(heard);
    expect(stderr.of(0).heard).toBeUndefined();
  });

  it('matches even if much text follows, or the line has no end', () => {
    expect(stderrOf([0, 'EOF marker\n'], [0, 'x\n'.repeat(200_000)]).heard?.line).toBe(
      'EOF marker',
    );
    expect(stderrOf([0, 'EOF marker']).heard?.line).toBe('EOF marker');
    expect(stderrOf([0, 'EOF'], [1, ' marker']).heard).toBeUndefined();
  });
});
