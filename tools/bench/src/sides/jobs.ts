import type { Argv } from '@joblayer/subprocess';
import * as z from 'zod';
import { driverArgv } from '../bed/drivers.ts';
import type { RunResponse } from '../inside/protocol.ts';

/** The runner of a tool's own image. */
export const RUNNER = ['node', '/opt/joblayer/main.js'] as const;

/** The runner with a tool that copies a small file. */
export const fixtureJob = (...args: readonly string[]): Argv => [
  ...driverArgv('fixture-job'),
  ...args,
];

/** Options of all jobs. This Ceph cannot encrypt, because it has no key management. */
export const JOB_OPTIONS = ['--sse', 'none', '--log-format', 'json'] as const;

const lastLine = z.object({
  type: z.literal('job-ended'),
  phases: z.array(z.object({ phase: z.string(), seconds: z.number() })),
});

/** The time of a phase in ms, as the job's log in JSON states it. */
export function phaseMs(phase: string): (responses: readonly RunResponse[]) => number {
  return ([response]) => {
    const line = response?.stderr.trimEnd().split('\n').at(-1) ?? '';
    const { phases } = lastLine.parse(JSON.parse(line));
    const found = phases.find((each) => each.phase === phase);
    if (!found) throw new Error(`the job states no phase ${phase}`);
    return found.seconds * 1000;
  };
}
