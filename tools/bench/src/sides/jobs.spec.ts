import type { RunResponse } from '../inside/protocol.ts';
import { phaseMs } from './jobs.ts';

const response = (stderr: string) => [{ stderr } as RunResponse];
const ended = { type: 'job-ended', phases: [{ phase: 'stage-in', seconds: 0.25 }] };

it('the time of a phase comes from the last line of a job’s log', () => {
  const log = `{"type":"phase-started"}\n${JSON.stringify(ended)}\n`;
  expect(phaseMs('stage-in')(response(log))).toBe(250);
});

it('reading the time of a phase fails if the last line of the log does not state it', () => {
  expect(() => phaseMs('run')(response(JSON.stringify(ended)))).toThrow('no phase run');
  expect(() => phaseMs('run')(response('Killed'))).toThrow();
});
