import { checkImage, checkQueue, checkTags, type RegisteredDefinition } from '@joblayer/aws-batch';
import { formatLocation } from '@joblayer/object-store/location';
import {
  createRun,
  defaultRunName,
  nToNDependency,
  type RunEvent,
  submitRun,
} from '@joblayer/runs';
import { type BatchOutside, placeOf } from '../runs/outside.ts';
import { findRun } from '../runs/find-run.ts';
import { recordProblem } from '../runs/problems.ts';
import { NAME_QUEUE, queueOf } from '../runs/queue.ts';
import { takenRows } from '../sheet/after-succeeded.ts';
import { recordsBeside } from '../runs/records-beside.ts';
import { rememberDirectory } from '../runs/remembered-directories.ts';
import { showStatus } from '../runs/show-status.ts';
import { print, say } from '../say.ts';
import { printJobs } from '../sheet/print-jobs.ts';
import { recordedJob } from '../sheet/recorded-job.ts';
import { readSheetJobs, type SheetJobs } from '../sheet/read-sheet-jobs.ts';
import { batchOptionsOf } from './batch-settings.ts';
import type { BatchRunOptions } from './batch-options.ts';
import { type BatchTool, findBatchTool } from './find-batch-tool.ts';
import { findDefinition } from './find-definition.ts';
import { imageLookup } from './image-lookup.ts';
import { remoteOnly } from './remote-only.ts';
import { eventText, nothingNewText, submittedText } from './submission-text.ts';

/**
 * Submits the jobs of a sheet, or one job, to AWS Batch as a run. Prints the run's name.
 *
 * @returns the exit code: of the rows, if the user waits for them
 */
export async function runOnBatch(
  options: BatchRunOptions,
  outside: BatchOutside,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const { after, afterSucceeded } = options;
  if (after !== undefined && afterSucceeded !== undefined)
    throw recordProblem({ code: 'afters-together' });
  const tool = await findBatchTool(options, outside, env);
  const taken = await takenRows({ afterSucceeded, sheet: options.sheet.file, env }, outside);
  const places = { ...outside, rule: remoteOnly, report: say, select: taken?.select };
  const wanted = { ...options.sheet, made: taken?.made };
  const sheet = await readSheetJobs(tool.definition, tool.constants, wanted, places);
  if (options.dryRun) {
    printJobs(sheet);
    return 0;
  }
  const registered = await checkedDefinition(options, tool, outside, env);
  return submitSheet(options, { tool, sheet, registered, taken: taken?.rows ?? [] }, outside, env);
}

/** Checks what can be known before anything is written: tags, queue, job definition and image. */
async function checkedDefinition(
  { tags, requests, jobDefinition: chosen }: BatchRunOptions,
  { definition, command, image }: BatchTool,
  { batch, settings }: BatchOutside,
  env: NodeJS.ProcessEnv,
): Promise<RegisteredDefinition> {
  checkTags(tags);
  await checkQueue(batch, queueOf(settings), { shareIdentifier: requests.share }, NAME_QUEUE);
  const registered = await findDefinition(batch, {
    ...{ definition, command, image, chosen },
    options: batchOptionsOf(settings),
  });
  const advice = 'Push it, or give another version of the tool.';
  await checkImage(imageLookup({ settings, env }), registered.image, { advice, note: say });
  return registered;
}

interface Checked {
  readonly tool: BatchTool;
  readonly sheet: SheetJobs;
  readonly registered: RegisteredDefinition;
  /** The rows of the run before; empty if all rows of the sheet are wanted. */
  readonly taken: readonly number[];
}

async function submitSheet(
  options: BatchRunOptions,
  { tool, sheet, registered, taken }: Checked,
  outside: BatchOutside,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const place = placeOf(outside, recordsBeside(sheet.jobs, tool.constants));
  const directory = formatLocation(place.directory);
  if (place.directory.scheme !== 's3')
    throw recordProblem({ code: 'record-directory-local', directory });
  const { definition, image, constants, command } = tool;
  const identity = [sheet.sha256, image, definition.name, ...constants, ...taken.map(String)];
  const after =
    options.after === undefined ? undefined : await findRun(outside, options.after, env);
  const { run, resumed } = await createRun(place, {
    name: options.run ?? defaultRunName(definition.name, new Date(), identity),
    tool: { reference: options.tool, image, definition: definition.name },
    jobDefinition: registered.arn,
    definitionMemoryMiB: registered.memoryMiB,
    ...{ command, constants, queue: queueOf(outside.settings) },
    ...{ tags: options.tags, requests: options.requests },
    dependsOn: after ? [await nToNDependency(after, sheet.jobs.length, outside)] : [],
    sheet: { name: sheet.name, sha256: sheet.sha256 },
    jobs: sheet.jobs.map(recordedJob),
  });
  if (resumed) say(`the run ${run.name} was begun before, and goes on`);
  let submitted = 0;
  const onEvent = (event: RunEvent) => {
    say(eventText(event));
    if (event.type === 'chunk-submitted') submitted += 1;
  };
  await submitRun(run, { ...outside, onEvent });
  if (submitted === 0) nothingNewText(run).forEach(say);
  await rememberDirectory(directory, env);
  submittedText(run, directory).forEach(say);
  print(run.name);
  if (!options.wait) return 0;
  return showStatus(run, outside, { watch: true, all: false, json: false });
}
