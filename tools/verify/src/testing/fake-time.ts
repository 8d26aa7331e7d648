import { run } from '@joblayer/subprocess';
import { imageOf } from './container.ts';

const LIBRARY = 'libfaketime.so.1';
/** The loader's list, ld.so(8). The runtime does not hand `LD_PRELOAD` on to a tool. */
const PRELOAD = 'ld.so.preload';
const GET_LIBRARY = `
apt-get --quiet=2 update && apt-get --quiet=2 install --no-install-recommends libfaketime
cp "$(dpkg -L libfaketime | grep '/${LIBRARY}$')" /t && chmod a+r /t/${LIBRARY}
echo /fake-time/${LIBRARY} > /t/${PRELOAD}
`;

/** Puts Debian's libfaketime into a directory that containers can mount. */
export async function fetchFakeTime(directory: string): Promise<void> {
  const container = ['--rm', '--user', 'root', '--volume', `${directory}:/t`];
  const bash = ['--entrypoint', 'bash', imageOf('base'), '-euc', GET_LIBRARY];
  await run(['docker', 'run', ...container, ...bash]);
}

/**
 * Options of `docker run`. All programs of the container see a running clock that is `days` ahead.
 */
export const daysAhead = (days: number, directory: string): readonly string[] => [
  ...['--volume', `${directory}:/fake-time:ro`],
  ...['--volume', `${directory}/${PRELOAD}:/etc/${PRELOAD}:ro`],
  ...['--env', `FAKETIME=+${days}d`],
  // With a fake monotonic clock, a deadline or a pause would end at once or never.
  ...['--env', 'FAKETIME_DONT_FAKE_MONOTONIC=1'],
];
