import type { Bed } from '../bed/bed.ts';
import { BUCKET } from '../bed/server.ts';
import type { Summary } from '../measure/summary.ts';
import type { Goal } from '../report/goals.ts';
import { WRAPPER, wrapperEnv, wrapperJob } from '../sides/boto3.ts';
import { fixtureJob, JOB_OPTIONS, RUNNER } from '../sides/jobs.ts';
import { sameText } from './content.ts';
import type { Role } from '../measure/sample.ts';
import type { Command, Contender, Load } from './load.ts';

const START_LIMIT_MS = 110;
export const HELP_REPEATS = 5;
const TEXT = 'a small input\n';
const INPUT = 'empty-job/in';
const OUTPUT = 'empty-job/out';

/** Measures how long a tool's image takes to print its help, from the start of its process. */
export async function startHelp(bed: Bed): Promise<Load> {
  const nothing = async () => undefined;
  const contender = (name: string, role: Role, command: Command): Contender => ({
    name,
    role,
    commands: [command],
    repeats: HELP_REPEATS,
    prepare: nothing,
    check: nothing,
  });
  const ours = 'joblayer samtools-stats';
  const image = bed.images.samtoolsStats;
  return {
    name: 'start-help',
    title: 'Start-up: --help',
    bytes: 0,
    contenders: [
      contender(ours, 'ours', { argv: [...RUNNER, '--help'], env: {}, image }),
      contender('boto3 wrapper', 'peer', { argv: [...WRAPPER, '--help'], env: wrapperEnv() }),
      contender('aws-cli', 'peer', { argv: ['aws', '--version'], env: {} }),
      contender('node, no program', 'ceiling', { argv: ['node', '--eval', '0'], env: {} }),
    ],
    goals: [absoluteGoal(ours, START_LIMIT_MS)],
    cleanUp: nothing,
  };
}

/** A whole job with very little work: it fetches a small object, copies it, and puts the copy. */
export async function startJob(bed: Bed): Promise<Load> {
  const { endpoint } = bed.server;
  await bed.server.put(INPUT, TEXT);
  const at = (key: string) => `s3://${BUCKET}/${key}`;
  const clear = () => bed.server.remove(OUTPUT);
  const contender = (name: string, role: Role, command: Command): Contender => ({
    name,
    role,
    commands: [command],
    prepare: clear,
    check: () => sameText(bed, name, TEXT, OUTPUT),
  });
  return {
    name: 'start-job',
    title: 'An empty job, from S3 to S3',
    bytes: 0,
    contenders: [
      contender('joblayer', 'ours', {
        argv: fixtureJob('--text', at(INPUT), '--copy', at(OUTPUT), ...JOB_OPTIONS),
        env: endpoint.env,
      }),
      contender('boto3 wrapper', 'peer', {
        argv: wrapperJob(at(INPUT), at(OUTPUT), 'cp', '{input}', '{output}'),
        env: { ...endpoint.env, ...wrapperEnv() },
      }),
    ],
    goals: [],
    cleanUp: () => bed.server.remove('empty-job/'),
  };
}

function absoluteGoal(contender: string, limitMs: number): Goal {
  return {
    what: `${contender}, wall time`,
    limit: limitMs,
    unit: 'ms',
    measure: (summaries: readonly Summary[]) =>
      summaries.find((summary) => summary.contender === contender)?.medianMs,
  };
}
