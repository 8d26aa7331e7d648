import type { Summary } from '../measure/summary.ts';
import { goalsSection, loadSection, verdictText, type LoadResult } from './table.ts';

const us: Summary = {
  contender: 'joblayer',
  role: 'ours',
  medianMs: 1500,
  minMs: 900,
  maxMs: 2000,
  ratioToFastestPeer: 0.75,
  cpuSecondsPerGB: 0.5,
  cpuSeconds: 0.5,
  peakMemoryMiB: 99.6,
  disturbed: 0,
  rounds: 7,
};

const result = (changes: Partial<LoadResult> = {}): LoadResult => ({
  name: 'large-down',
  title: 'One large object',
  bytes: 1e9,
  summaries: [us],
  verdicts: [],
  failures: [],
  ...changes,
});

describe('the section of a load', () => {
  it('has a row for each side, with its median, range, ratio, CPU and memory', () => {
    expect(loadSection(result())).toContain(
      '| **joblayer** | 1.50 | 0.900-2.00 | 0.75 | 0.50 | 0.50 | 100 | 7 |',
    );
  });

  it('marks disturbed rounds, and has no mark otherwise', () => {
    expect(loadSection(result())).not.toContain('indicative');
    const disturbed = loadSection(result({ summaries: [{ ...us, disturbed: 2 }] }));
    expect(disturbed).toContain('| 7 (2\\*) |');
    expect(disturbed).toContain('indicative only');
  });

  it('says how many times a peer failed, and quotes the first failure', () => {
    const failure = { load: 'large-down', contender: 'a peer', round: 1 };
    const section = loadSection(
      result({
        failures: [
          { ...failure, message: 'a peer failed\nsocket is closed.' },
          { ...failure, message: 'another' },
        ],
      }),
    );
    expect(section).toContain('a peer failed 2 times, first with: socket is closed.');
  });
});

describe('a verdict', () => {
  const goal = { load: 'large-down', what: 'us / them', limit: 0.9 };

  it.each([
    [{ ...goal, measured: 0.5, met: true }, 'us / them: goal ≤ 0.90, measured 0.50: met'],
    [{ ...goal, measured: 1, met: false }, 'us / them: goal ≤ 0.90, measured 1.00: **not met**'],
    [{ ...goal, measured: undefined, met: false }, 'us / them: goal ≤ 0.90, **not measured**'],
    [
      { load: 'start', what: 'us', limit: 110, unit: 'ms' as const, measured: 90.4, met: true },
      'us: goal ≤ 110 ms, measured 90 ms: met',
    ],
  ])('on %j reads "%s"', (verdict, text) => {
    expect(verdictText(verdict)).toBe(text);
  });
});

describe('the goals of a run', () => {
  it('are listed with the measured values, and whether they were met', () => {
    const verdicts = [
      { load: 'large-down', what: 'us / them', limit: 0.9, measured: 1.23, met: false },
      { load: 'reference', what: 'next / first', limit: 0.01, measured: 0.0042, met: true },
    ];
    expect(goalsSection([{ verdicts }]).join('\n')).toBe(
      [
        '## Goals',
        '',
        '| Ratio | Goal | Measured | Met |',
        '| --- | ---: | ---: | ---: |',
        '| us / them (`large-down`) | ≤ 0.90 | 1.23 | **no** |',
        '| next / first (`reference`) | ≤ 0.010 | 0.004 | yes |',
        '',
      ].join('\n'),
    );
  });

  it('have no section if there are none', () => {
    expect(goalsSection([{ verdicts: [] }])).toEqual([]);
  });
});
