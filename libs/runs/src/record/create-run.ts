import { randomUUID } from 'node:crypto';
import { runProblem } from '../problems.ts';
import type { RecordedJob, SheetJob } from '../sheet-job.ts';
import { linesFile } from './json-lines.ts';
import { isRunName, readRun, recordsOf, type Run, type RunPlace } from './open-run.ts';
import type { NewRun } from './new-run.ts';
import { header } from './parse-record.ts';
import { planChunks } from './plan-chunks.ts';
import { differencesBetween } from './run-differences.ts';
import { RUN_FORMAT } from './run-record.ts';

/**
 * Writes the record of a run, before anything is submitted. If there is a record of the same run
 * already, it is completed: a process that made it may have been killed.
 *
 * @returns the run, and whether its record was there already
 * @throws ProblemError `run-name-invalid`, `run-empty`, `run-differs`, `record-newer`,
 * `record-damaged`; StoreError
 */
export async function createRun(
  place: RunPlace,
  given: NewRun,
  uid: string = randomUUID(),
): Promise<{ readonly run: Run; readonly resumed: boolean }> {
  const { name, jobs } = given;
  if (!isRunName(name)) throw runProblem({ code: 'run-name-invalid', name });
  if (jobs.length === 0) throw runProblem({ code: 'run-empty' });
  const records = recordsOf(place, name);
  const rows = jobs.map(({ spec }, index) => ({ index, spec }));
  const jobName = `${name}-${uid.slice(0, 8)}`;
  const { chunks, files } = planChunks(jobName, rows, given.rowsPerArray);
  const jobsFile = linesFile('jobs', jobs.map(recorded));
  const before = await readRun(records);
  if (!before) {
    await records.probe();
    const record = { ...recordOf(given, uid), jobsFile: jobsFile.name, chunks };
    await records.writeOnce('run.json', `${JSON.stringify(record, undefined, 2)}\n`);
  }
  const run = before ?? (await readRun(records));
  if (!run) throw new Error(`${records.at('run.json')} was removed while it was written.`);
  const differences = differencesBetween(run, given, {
    jobsFile: jobsFile.name,
    rowsFiles: files.map((file) => file.name),
  });
  if (differences.length > 0) throw runProblem({ code: 'run-differs', run: name, differences });
  for (const file of [...files, jobsFile]) await records.writeOnce(file.name, file.content);
  return { run, resumed: run.record.uid !== uid };
}

function recordOf(given: NewRun, uid: string) {
  const { name, tool, jobDefinition, definitionMemoryMiB, queue, sheet } = given;
  const { on = 'batch', workDir } = given;
  const { command = [], tags = {}, requests = {}, dependsOn = [], constants = [] } = given;
  return {
    ...header(RUN_FORMAT),
    ...{ name, uid, createdAt: new Date().toISOString(), on, workDir },
    ...{ tool, jobDefinition, definitionMemoryMiB },
    ...{ command, queue, tags, requests, dependsOn, sheet, constants },
  };
}

const recorded = (job: SheetJob, index: number): RecordedJob => {
  const { lines, columns, outputs, outputManifest } = job;
  return { index, lines, columns, outputs, outputManifest };
};
