import type { Summary } from '../measure/summary.ts';
import { judge } from '../report/goals.ts';
import { joblayer, onNodeHttp, onUndici } from '../sides/drivers.ts';
import { CLIENTS } from './contest.ts';

const summary = (contender: string, medianMs: number, cpuSeconds: number) =>
  ({ contender, medianMs, cpuSeconds }) as Summary;

it('the goals for another HTTP client are met at up to 1.1 times the wall and CPU time of the own client', () => {
  const summaries = [
    summary(joblayer.name, 1000, 1),
    summary(onUndici.name, 1090, 1.2),
    summary(onNodeHttp.name, 1110, 1.1),
  ];
  const verdicts = judge('clients-large-down', CLIENTS.goals([]), summaries);
  expect(verdicts.map(({ what, met }) => [what, met])).toEqual([
    ['joblayer on undici / joblayer, wall time', true],
    ['joblayer on undici / joblayer, CPU time', false],
    ['joblayer on node:http / joblayer, wall time', false],
    ['joblayer on node:http / joblayer, CPU time', true],
  ]);
});

it('a load that compares HTTP clients has the name of the load against peers after `clients-`', () => {
  expect(CLIENTS.nameOf('large-down-tls')).toBe('clients-large-down-tls');
});
