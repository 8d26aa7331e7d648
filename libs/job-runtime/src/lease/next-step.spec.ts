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

describe('the next step of an applicant for a lease', () => {
  it.each<[string, Seen, NextStep]>([
    ['writes where there is no lease', { row: [] }, 'write'],
    ['waits for a holder that lives', { row: [alive] }, 'wait'],
    ['writes after a holder that fell silent', { row: [silent] }, 'write'],
    ['writes after a holder that is known to be dead', { row: [killed] }, 'write'],
    ['waits for the living successor of a dead holder', { row: [killed, alive] }, 'wait'],
    ['waits for the living, whoever died after them', { row: [alive, killed] }, 'wait'],
    ['writes after all of the dead', { row: [killed, silent] }, 'write'],
    ['holds a lease that it wrote first', { row: [], writtenAfter: [] }, 'hold'],
    [
      'holds a lease that it wrote after the dead, who are still there',
      { row: [killed, silent], writtenAfter: ['killed', 'silent'] },
      'hold',
    ],
    [
      'withdraws a lease that it wrote after one who is gone',
      { row: [], writtenAfter: ['killed'] },
      'withdraw',
    ],
    [
      'withdraws where a newcomer stands in the place of the dead',
      { row: [alive], writtenAfter: ['killed'] },
      'withdraw',
    ],
    [
      'withdraws where the second of two dead is gone',
      { row: [killed], writtenAfter: ['killed', 'silent'] },
      'withdraw',
    ],
    [
      'waits after a refused write where nothing can be read',
      { row: [], refused: { count: 1, last: NOW } },
      'wait',
    ],
    [
      'writes again a moment after it was refused',
      { row: [killed], refused: { count: 5, last: NOW - 1_000 } },
      'write',
    ],
    [
      'gives up after as many refused writes as the dead are waited for',
      { row: [], refused: { count: 46, last: NOW - 1_000 } },
      'give-up',
    ],
  ])('%s', (_, seen, step) => {
    expect(nextStep(seen, NOW, TIMES)).toBe(step);
  });
});
