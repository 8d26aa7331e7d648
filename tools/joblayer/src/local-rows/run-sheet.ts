import { TERMINATED } from '@joblayer/problem/exit-codes';
import { formatLocation } from '@joblayer/object-store/location';
import { createRun, defaultRunName, localService, type Run, submitRun } from '@joblayer/runs';
import { recordsBeside } from '../runs/records-beside.ts';
import { printJobs } from '../sheet/print-jobs.ts';
import { recordedJob } from '../sheet/recorded-job.ts';
import { type Outside, placeOf } from '../runs/outside.ts';
import { recordsHere } from '../runs/record-directory.ts';
import { rememberDirectory } from '../runs/remembered-directories.ts';
import { print, say } from '../say.ts';
import { type CheckedSheet, checkSheet } from './check-sheet.ts';
import { reportEnd } from './ended-run.ts';
import { grantOf } from './grants.ts';
import { localMachine } from './local-machine.ts';
import { type Means, withMeans } from './means.ts';
import { ownJobs } from './own-jobs.ts';
import { runRows } from './rows/run-rows.ts';
import type { SheetRunOptions } from './sheet-run-options.ts';

/** No request of AWS Batch is sent, so a try that left no job never made one. */
export const AT_ONCE = { windowMs: 0, sendWithinMs: 60_000 };

/** Runs the jobs of a sheet on an engine of this machine, and returns the exit code. */
export const runSheet = (options: SheetRunOptions): Promise<number> =>
  withMeans(options.settings, options.env, async (means) => {
    const checked = await checkSheet(options, means);
    const { sheet, tool } = checked;
    if (options.dryRun) {
      printJobs(sheet);
      return 0;
    }
    if (tool.toPull) {
      const { pullTool } = await import('../registry/pull-tool.ts');
      await pullTool(checked.engine, tool.toPull, tool.digest, options);
    }
    return runChecked(options, checked, means);
  });

async function runChecked(
  options: SheetRunOptions,
  checked: CheckedSheet,
  { signals, steady }: Means,
): Promise<number> {
  const { engine, info, tool, definition } = checked;
  const place = placeOf(
    steady,
    recordsBeside(checked.sheet.jobs, checked.constants) ?? recordsHere(),
  );
  const { run, resumed } = await createRun(place, newRun(options, checked));
  await rememberDirectory(formatLocation(place.directory), options.env);
  const { batch, ids } = ownJobs(localService(run, localMachine(engine), steady));
  const outside: Outside = { ...steady, batch };
  await submitRun(run, { ...outside, submission: AT_ONCE });
  say(`the run ${run.name} has its record in ${formatLocation(run.records.location)}`);
  print(run.name);
  if (resumed) sayResumed(run);
  const { isCanceled } = await runRows(run, ids, {
    options,
    engine,
    info,
    tool,
    definition,
    outside,
    signals,
  });
  const exitCode = await reportEnd(run, outside);
  return isCanceled ? canceled(run) : exitCode;
}

export function canceled({ name }: Run): number {
  say(`the run ${name} was canceled`);
  return TERMINATED;
}

function newRun(options: SheetRunOptions, checked: CheckedSheet): Parameters<typeof createRun>[1] {
  const { sheet, definition, tool, constants, command, info, taken } = checked;
  const { vcpus, memoryMiB, timeoutSeconds, program } = options;
  const workDir = process.cwd();
  const identity = [
    sheet.sha256,
    tool.digest,
    definition.name,
    workDir,
    ...constants,
    ...taken.map(String),
  ];
  return {
    name: options.run ?? defaultRunName(definition.name, new Date(), identity),
    ...{ on: program, workDir, jobDefinition: tool.digest, queue: 'local' },
    tool: { reference: options.tool, image: tool.digest, definition: definition.name },
    definitionMemoryMiB: grantOf(definition, {}, { memoryMiB }, info).memoryMiB,
    ...{ command, constants, requests: { vcpus, memoryMiB, timeoutSeconds } },
    sheet: { name: sheet.name, sha256: sheet.sha256 },
    jobs: sheet.jobs.map(recordedJob),
  };
}

const sayResumed = ({ name }: Run): void =>
  say(`the run ${name} was begun before; give another name with --run to run all rows again`);
