import { isDead, type Signs } from './liveness.ts';

const me = {
  bootId: 'boot',
  pidNamespace: 'pid:[1]',
  startTimeOf: (pid: number) => ({ 7: '100' })[pid],
};
const owner = { root: '/s/x', host: 'h', bootId: 'boot', pidNamespace: 'pid:[1]', pid: 7 };
const SECOND_MS = 1_000;

describe('the owner of a directory', () => {
  it.each<[string, Partial<Signs['owner']>, Signs['lifeline'], number, 'dead' | 'alive']>([
    ['whose process runs', {}, 'absent', 9999, 'alive'],
    ['whose process is gone', { pid: 8 }, 'absent', 0, 'dead'],
    ['whose process id another process has now', { startTime: '99' }, 'absent', 0, 'dead'],
    ['who holds its lifeline while frozen', { pid: 8 }, 'held', 9999, 'alive'],
    ['whose lifeline no process holds', {}, 'broken', 0, 'dead'],
    ['in another container with a heartbeat', { pidNamespace: 'pid:[2]' }, 'absent', 50, 'alive'],
    ['in another container, silent', { pidNamespace: 'pid:[2]' }, 'absent', 61, 'dead'],
    ['in another container, with a lifeline', { pidNamespace: 'pid:[2]' }, 'held', 9999, 'alive'],
    ['in another container, lifeline broken', { pidNamespace: 'pid:[2]' }, 'broken', 0, 'dead'],
    ['on another host with a heartbeat', { bootId: 'b2' }, 'broken', 590, 'alive'],
    ['on another host, silent', { bootId: 'b2' }, 'broken', 601, 'dead'],
    ['before a restart of the host', { bootId: 'b2', pid: 8 }, 'broken', 590, 'alive'],
    ['whose boot id is unknown', { bootId: '' }, 'broken', 590, 'alive'],
    ['whose start time is unknown', { startTime: '' }, 'absent', 50, 'alive'],
    ['whose PID namespace is unknown', { pidNamespace: '' }, 'absent', 50, 'alive'],
    ['whose clock is ahead', { bootId: 'b2' }, 'absent', -300, 'alive'],
  ])(
    '%s, by %j, lifeline %s and a heartbeat %d seconds old, is %s',
    (_, changes, lifeline, heartbeatAge, expected) => {
      const signs = {
        owner: { ...owner, startTime: '100', ...changes },
        lifeline,
        heartbeatAgeMs: heartbeatAge * SECOND_MS,
      };
      expect(isDead(signs, me) ? 'dead' : 'alive').toBe(expected);
    },
  );
});
