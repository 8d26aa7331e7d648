import type { Location } from '@joblayer/object-store/location';
import type { AnyTool } from '@joblayer/tool-definition';
import { report, type JobReport } from './job/job-report.ts';
import type { JobRequest } from './job/job.ts';
import { cleanUp, removeManifest } from './phases/clean-up.ts';
import { checkMemory } from './phases/plan/memory-floor.ts';
import { plan } from './phases/plan/plan.ts';
import { nameUrls } from './phases/preflight/name-urls.ts';
import { preflight } from './phases/preflight/preflight.ts';
import { runTool } from './phases/run/run.ts';
import { prepareOutputs } from './phases/run/tool-outputs.ts';
import { settleOutputs } from './phases/stage-in/settle-outputs.ts';
import { stageIn } from './phases/stage-in/stage-in.ts';
import { stageOut } from './phases/stage-out/stage-out.ts';
import type { PublishedOutput } from './publish/output-files.ts';
import { prepareOutputManifest } from './publish/output-manifest.ts';
import { stateScratchBase } from './scratch/open-base.ts';
import { assemble, type JobEnvironment } from './wiring.ts';

/** Runs one job from its request to its report. Does not throw if the job fails: the failure is in the report. */
export async function runJob(
  tool: AnyTool,
  request: JobRequest,
  environment: JobEnvironment,
): Promise<JobReport> {
  const parts = assemble(tool, request, environment);
  const { attempt, phases, job, journal, marks, cache, captured, diagnostics } = parts;
  const { toolManifest, config, env } = environment;
  const { arrayIndex } = config;
  let written: Location | undefined;
  job.emit({ type: 'job-started', attempt, tool: tool.name, arrayIndex });
  stateScratchBase(request.settings, job.emit);

  try {
    const draft = await phases.run('plan', () => {
      const draft = plan(tool, request);
      checkMemory(tool, request.settings);
      return draft;
    });
    marks.publishUnder(draft.outputManifest);
    for (const message of draft.warnings) job.emit({ type: 'warning', message });

    const { planned, scratch, found } = await phases.run('preflight', async () => {
      const scratch = await parts.scratch.open({ ...job, rollBack: parts.rollBack });
      diagnostics?.keepIn(scratch);
      const planned = await nameUrls(tool, request, draft, job);
      marks.publishUnder(planned.outputManifest);
      const looking = { plan: planned, toolManifest, attempt, journal, scratch, cache, job };
      return { planned, scratch, found: await preflight(looking) };
    });

    const { staged, toolRun } = await phases.run('stage-in', async () => {
      const staging = { found, scratch, cache, job };
      const staged = await stageIn(staging);
      const settled = await settleOutputs(planned, staging);
      const outputs = await prepareOutputs(settled, scratch);
      const environment = { env, imageVariables: config.imageVariables ?? {} };
      return { staged, toolRun: { plan: settled, outputs, scratch, environment, captured } };
    });

    const command = await phases.run('run', () => runTool(staged, toolRun, job));

    await phases.run('stage-out', async () => {
      await cache.assertUnaltered();
      const { identity } = found;
      const { jobSpec } = request;
      const facts = { attempt, startedAt: parts.startedAt, config, jobSpec, identity, command };
      const writeManifest = (outputs: readonly PublishedOutput[]) =>
        prepareOutputManifest({ ...facts, outputs }, planned.outputManifest, scratch, job);
      await stageOut({ ...toolRun, attempt, journal, found, job, writeManifest });
      written = planned.outputManifest;
    });
  } catch (error) {
    phases.fail(error);
  }
  if (diagnostics) {
    const ended = report(phases.finished, phases.failure);
    await phases.always('report', () => diagnostics.leave(ended, parts.scratch, job));
  }
  await captured.discard(job.emit);
  await cache.close();
  const { opened } = parts.scratch;
  if (opened) {
    await phases.always('clean-up', async () => {
      await cleanUp(opened, journal, job.emit);
      // Only now: until the journal is gone, outputs without their manifest would be rolled back.
      if (written && request.settings.outputManifest === false) await removeManifest(written, job);
    });
  }
  return report(phases.finished, phases.failure);
}
