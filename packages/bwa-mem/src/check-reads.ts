import { noReads } from '@joblayer/genome-files';
import { checkLane, sameReads, type LaneFacts } from '@joblayer/genome-files/fastq';
import { JobError } from '@joblayer/job-runtime';
import { filesOf, isEmpty } from './first-reads.ts';

/**
 * Reads all reads of all lanes, beside bwa. At an unreadable record, bwa stops and succeeds.
 * Findings go to stderr.
 *
 * @param argv `paired` or `single`, then the files of each lane
 * @returns the exit code
 */
export async function checkReads(
  [kind, ...paths]: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const facts: LaneFacts[] = [];
  const each = kind === 'paired' ? 2 : 1;
  try {
    for (let i = 0; i < paths.length; i += each) {
      const [reads1 = '', reads2] = paths.slice(i, i + each);
      const lane = await checkLane({ reads1, reads2 });
      facts.push(lane);
      say(`${filesOf(lane)}: ${lane.records} ${kind === 'paired' ? 'pairs' : 'reads'}`);
    }
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    const { problem, advice = '' } = error.facts;
    say(`${problem}. ${advice}`);
    return error.exitCode;
  }
  for (const warning of [...emptyLanes(facts, each), ...sameReads(facts)])
    say(`warning: ${warning}`);
  return 0;
}

function emptyLanes(lanes: readonly LaneFacts[], each: number): readonly string[] {
  const empty = lanes.filter(isEmpty);
  if (empty.length === lanes.length) {
    const options = each === 2 ? '--reads1 and --reads2' : '--reads1';
    return [noReads(options, false).message.replace(/^warning: /, '')];
  }
  return empty.map(
    (lane) =>
      `lane ${lanes.indexOf(lane) + 1} of ${lanes.length}, ${filesOf(lane)}, holds no reads`,
  );
}
