import type { Bed } from '../bed/bed.ts';
import { bundleVersions, driverArgv } from '../bed/drivers.ts';
import { BenchError } from '../error.ts';
import type { Role } from '../measure/sample.ts';
import { ratioGoal } from '../report/goals.ts';
import { otherVersion, thisVersion } from '../sides/drivers.ts';
import type { Contest } from './contest.ts';
import { largeDown, largeUp } from './large.ts';
import type { Contender, Load } from './load.ts';
import { smallDown, smallUp } from './small.ts';
import { HELP_REPEATS } from './start-up.ts';

/** How much slower a refactoring may be. */
const MOST = 1.1;

const goals = () => [
  ratioGoal(thisVersion.name, [otherVersion.name], MOST),
  ratioGoal(
    thisVersion.name,
    [otherVersion.name],
    MOST,
    ({ cpuSeconds }) => cpuSeconds,
    'this checkout / the other one, CPU time',
  ),
];

const CONTEST: Contest = {
  nameOf: (usual) => `versions-${usual}`,
  ours: thisVersion,
  peers: [otherVersion],
  hasCeilings: false,
  goals,
};

const withVersions =
  (load: (bed: Bed) => Promise<Load>) =>
  async (bed: Bed): Promise<Load> => {
    const { against } = bed.context;
    if (against === undefined) throw new BenchError({ code: 'no-checkout' });
    await bundleVersions(bed.directories.drivers, against);
    return load(bed);
  };

/** How long the runner of a tool takes to print its help. */
async function help({ images: { samtoolsStats: image } }: Bed): Promise<Load> {
  const nothing = async () => undefined;
  const contender = (
    name: string,
    role: Role,
    runner: 'this-runner' | 'other-runner',
  ): Contender => ({
    ...{ name, role, repeats: HELP_REPEATS, prepare: nothing, check: nothing },
    commands: [{ argv: [...driverArgv(runner), '--help'], env: {}, image }],
  });
  return {
    name: 'versions-help',
    title: 'Start-up: --help',
    bytes: 0,
    contenders: [
      contender(thisVersion.name, 'ours', 'this-runner'),
      contender(otherVersion.name, 'peer', 'other-runner'),
    ],
    goals: [goals()[0]].filter((goal) => goal !== undefined),
    cleanUp: nothing,
  };
}

/** This checkout beside another one: what a change costs. */
export const VERSION_LOADS = {
  'versions-large-down': withVersions((bed) => largeDown(bed, 'http', { contest: CONTEST })),
  'versions-large-up': withVersions((bed) => largeUp(bed, 'http', CONTEST)),
  'versions-small-down': withVersions((bed) => smallDown(bed, 'http', CONTEST)),
  'versions-small-up': withVersions((bed) => smallUp(bed, 'http', CONTEST)),
  'versions-help': withVersions(help),
} as const;
