import { isDead, type Signs } from './liveness.ts';

const me = {
  bootId: 'boot',
  pidNamespace: 'pid:[1]',
  startTimeOf: (pid: number) => ({ 7: '100' })[pid],
};
const owner = { root: '/s/x', host: 'h', bootId: 'boot', pidNamespace: 'pid:[1]', pid: 7 };
const SECOND_MS = 1_000;

describe('the owner of a scratch directory', () => {
  it.each<[string, Partial<Signs['owner']>, Signs['lifeline'], number, 'dead' | 'alive']>([
    ['that runs', {}, 'absent', 9999, 'alive'],
    ['whose process is gone', { pid: 8 }, 'absent', 0, 'dead'],
    ['whose number another process has now', { startTime: '99' }, 'absent', 0, 'dead'],
    ['that holds its lifeline, though frozen', { pid: 8 }, 'held', 9999, 'alive'],
    ['that let go of its lifeline', {}, 'broken', 0, 'dead'],
    ['in another container, beating', { pidNamespace: 'pid:[2]' }, 'absent', 50, 'alive'],
    ['in another container, silent', { pidNamespace: 'pid:[2]' }, 'absent', 61, 'dead'],
    ['in another container, holding on', { pidNamespace: 'pid:[2]' }, 'held', 9999, 'alive'],
    ['in another container, let go', { pidNamespace: 'pid:[2]' }, 'broken', 0, 'dead'],
    ['on another host, beating', { bootId: 'b2' }, 'broken', 590, 'alive'],
    ['on another host, silent', { bootId: 'b2' }, 'broken', 601, 'dead'],
    ['before the host was restarted', { bootId: 'b2', pid: 8 }, 'broken', 590, 'alive'],
    ['that could not tell its boot', { bootId: '' }, 'broken', 590, 'alive'],
    ['that could not tell its start', { startTime: '' }, 'absent', 50, 'alive'],
    ['that could not tell its namespace', { pidNamespace: '' }, 'absent', 50, 'alive'],
    ['whose clock is ahead', { bootId: 'b2' }, 'absent', -300, 'alive'],
  ])('%s', (_, changes, lifeline, heartbeatAge, expected) => {
    const signs = {
      owner: { ...owner, startTime: '100', ...changes },
      lifeline,
      heartbeatAgeMs: heartbeatAge * SECOND_MS,
    };
    expect(isDead(signs, me) ? 'dead' : 'alive').toBe(expected);
  });
});
