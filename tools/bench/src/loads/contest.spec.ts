import type { Summary } from '../measure/summary.ts';
import { judge } from '../report/goals.ts';
import { joblayer, onNodeHttp, onUndici } from '../sides/drivers.ts';
import { CLIENTS } from './contest.ts';

const summary = (contender: string, medianMs: number, cpuSeconds: number) =>
  ({ contender, medianMs, cpuSeconds }) as Summary;

it('another HTTP client may take the own one’s place where it costs at most a tenth more time and CPU', () => {
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

it('a load of clients is named after the one against peers', () => {
  expect(CLIENTS.nameOf('large-down-tls')).toBe('clients-large-down-tls');
});
