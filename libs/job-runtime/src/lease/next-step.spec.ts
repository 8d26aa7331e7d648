import { nextStep, type NextStep, type Seen, type SeenLease } from './next-step.ts';

const TIMES = { deadMs: 45_000, pollMs: 1_000 };
const NOW = 100_000;

const lease = (holder: string, silentMs: number, isKnownDead = false): SeenLease => ({
  holder,
  unchangedSince: NOW - silentMs,
  isKnownDead,
});
const alive = lease('alive', 45_000);
const silent = lease('silent', 45_001);
const killed = lease('killed', 0, true);

describe('an applicant for a lease', () => {
  it.each<[string, Seen, NextStep]>([
    ['writes if there is no lease', { row: [] }, 'write'],
    ['waits for a holder that lives', { row: [alive] }, 'wait'],
    ['writes after a holder that fell silent', { row: [silent] }, 'write'],
    ['writes after a holder that is known to be dead', { row: [killed] }, 'write'],
    ['waits for the living successor of a dead holder', { row: [killed, alive] }, 'wait'],
    ['waits for a living holder even if a dead one follows it', { row: [alive, killed] }, 'wait'],
    ['writes at the end of a row of dead holders', { row: [killed, silent] }, 'write'],
    ['holds a lease that it wrote first', { row: [], writtenAfter: [] }, 'hold'],
    [
      'holds a lease that it wrote after dead holders whose leases are still there',
      { row: [killed, silent], writtenAfter: ['killed', 'silent'] },
      'hold',
    ],
    [
      'withdraws a lease that it wrote after a dead holder whose lease is gone',
      { row: [], writtenAfter: ['killed'] },
      'withdraw',
    ],
    [
      'withdraws if a newcomer has replaced the dead holder',
      { row: [alive], writtenAfter: ['killed'] },
      'withdraw',
    ],
    [
      'withdraws if the lease of the second of two dead holders is gone',
      { row: [killed], writtenAfter: ['killed', 'silent'] },
      'withdraw',
    ],
    [
      'waits after a refused write if no lease can be read',
      { row: [], refused: { count: 1, last: NOW } },
      'wait',
    ],
    [
      'writes again one poll interval after a refused write',
      { row: [killed], refused: { count: 5, last: NOW - 1_000 } },
      'write',
    ],
    [
      'gives up once refused writes have taken longer than a holder may be silent',
      { row: [], refused: { count: 46, last: NOW - 1_000 } },
      'give-up',
    ],
  ])('%s', (_, seen, step) => {
    expect(nextStep(seen, NOW, TIMES)).toBe(step);
  });
});
