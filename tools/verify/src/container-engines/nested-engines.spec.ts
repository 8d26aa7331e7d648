import { exitCodeOf, nestedContainer } from './nested-engines.ts';

describe('the container of a nested engine', () => {
  const args = nestedContainer('c', 'podman', 'IMAGE');

  it('has every capability but CAP_SYS_RESOURCE, and is not privileged', () => {
    expect(args.join(' ')).toContain('--cap-add ALL --cap-drop SYS_RESOURCE');
    expect(args).not.toContain('--privileged');
  });

  it('starts the requested engine', () => {
    expect(args.slice(-3)).toEqual(['IMAGE', 'start-engine', 'podman']);
  });
});

it.each([
  ['everything passed', { passed: 9, failed: 0, notNested: 0 }, 0],
  ['a check failed', { passed: 8, failed: 1, notNested: 0 }, 1],
  ['an engine did not nest', { passed: 6, failed: 0, notNested: 3 }, 69],
  ['a check failed, and an engine did not nest', { passed: 5, failed: 1, notNested: 3 }, 1],
])('the exit code of npm run test:container-engines shows that %s', (_, counts, exitCode) => {
  expect(exitCodeOf(counts)).toBe(exitCode);
});
