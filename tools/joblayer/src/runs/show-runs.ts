import { formatLocation } from '@joblayer/object-store/location';
import { type ListedRun, listRuns, runsText } from '@joblayer/runs';
import { print, say } from '../say.ts';
import { leftOut, recordPlaces } from './find-run.ts';
import type { Outside } from './outside.ts';

interface RunsOfPlace {
  readonly records: string;
  readonly runs: readonly ListedRun[];
}

/** Lists the runs of each place, the newest first. */
export async function showRuns(
  outside: Outside,
  env: NodeJS.ProcessEnv,
  json: boolean,
): Promise<void> {
  const found: RunsOfPlace[] = [];
  for (const place of await recordPlaces(outside, env)) {
    const runs = (await listRuns(place).catch(leftOut)) ?? [];
    if (runs.length > 0) found.push({ records: formatLocation(place.directory), runs });
  }
  if (json)
    print(
      JSON.stringify(
        found.flatMap(({ records, runs }) => runs.map((run) => ({ ...run, records }))),
        undefined,
        2,
      ),
    );
  else if (found.length === 0) say('there is no run');
  else found.map(sectionText).forEach(print);
}

const sectionText = ({ records, runs }: RunsOfPlace): string =>
  `${records}\n${runsText(runs).trimEnd()}`;
