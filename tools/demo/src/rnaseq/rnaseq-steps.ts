import { stateDirectory, workspaceRoot } from '@joblayer/local-cloud';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { followGraph, submitGraph } from '../batch/job-graph.ts';
import { cloudSteps } from '../cloud-steps.ts';
import { left } from '../context.ts';
import { downloadPrefix } from '../objects.ts';
import type { Step } from '../progress.ts';
import { call } from '../sheet/call.ts';
import { agreements } from './agreement.ts';
import { SAMPLES, type RnaseqContext } from './rnaseq-context.ts';
import { indexJobs, reportJob, RNASEQ_TOOLS } from './rnaseq-jobs.ts';
import { columnsOf } from './columns-of.ts';
import { sheetStages, type SheetStage } from './sheet-stages.ts';
import { writeSamples } from './write-samples.ts';

/** The RNA-seq pipeline, from starting an engine to checked counts. */
export const rnaseqSteps: readonly Step<RnaseqContext>[] = [
  ...cloudSteps(RNASEQ_TOOLS),
  {
    title: 'Reads of two samples with known counts by gene, genome and genes: into S3',
    run(context, notify) {
      context.sheets = path.join(
        ...[stateDirectory, 'demo-results', path.basename(context.locations.prefix)],
      );
      return writeSamples(context, notify);
    },
  },
  {
    title: 'Batch: jobs that make the indexes of the genome and the transcripts',
    async run(context, notify) {
      const jobs = indexJobs(context.locations);
      context.queue = await submitGraph(context, jobs, notify);
      await followGraph(context, jobs, notify);
    },
  },
  {
    title: 'Sample sheet: each tool over all samples, as an array of Batch',
    async run(context, notify) {
      for (const stage of sheetStages(context.locations)) await runStage(context, stage, notify);
    },
  },
  {
    title: 'Batch: a job that joins the results of all samples',
    async run(context, notify) {
      const jobs = [reportJob(context.locations)];
      await submitGraph(context, jobs, notify);
      await followGraph(context, jobs, notify);
    },
  },
  {
    title: 'Results: the counts are those simulated',
    async run(context, notify) {
      const { bucket, results } = context.locations;
      const directory = path.join(left(context.sheets, 'the directory for sheets'), 'results');
      await downloadPrefix(left(context.clients, 'the clients').s3, bucket, results, directory);
      context.resultsDirectory = directory;
      notify(directory);
      context.agreements = await agreements(context);
    },
  },
];

/** Runs a stage to its end, and writes the sheet of its outputs for the next. */
async function runStage(
  context: RnaseqContext,
  { tool, memoryMiB, from, constants, renames = [], keep }: SheetStage,
  notify: (line: string) => void,
): Promise<void> {
  const directory = path.relative(workspaceRoot, left(context.sheets, 'the directory for sheets'));
  const sheet = (name: string) => path.join(directory, `${name}.tsv`);
  const run = `${path.basename(context.locations.prefix)}-${tool}`;
  const rows = SAMPLES.length;
  await call(context, notify, `${rows} rows: ${rows} succeeded`, [
    ...['run', tool, '--on', 'batch', '--sheet', sheet(from), '--run', run, '--ignore-columns'],
    ...['--vcpus', '1', '--memory-mib', String(memoryMiB), '--wait', '--', ...constants],
  ]);
  if (!keep) return;
  const { stdout } = await call(context, notify, 'sample\t', [
    ...['outputs', run],
    ...renames.flatMap((rename) => ['--rename', rename]),
  ]);
  const rowsOfNext = columnsOf(stdout, keep).map((line) => `${line}\n`);
  await writeFile(path.join(workspaceRoot, sheet(tool)), rowsOfNext.join(''));
}
