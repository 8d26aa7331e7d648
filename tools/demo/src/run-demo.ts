import { cleanUp } from './clean-up.ts';
import type { CloudContext, DemoContext, DemoOptions } from './context.ts';
import { germlineReport } from './germline/germline-report.ts';
import type { GermlineContext } from './germline/germline-context.ts';
import { germlineSteps } from './germline/germline-steps.ts';
import { germlineLocations } from './germline/germline-locations.ts';
import { runLocations } from './locations.ts';
import { runSteps, type Step, type StepTime } from './progress.ts';
import { rnaseqLocations, type RnaseqContext } from './rnaseq/rnaseq-context.ts';
import { rnaseqReport } from './rnaseq/rnaseq-report.ts';
import { rnaseqSteps } from './rnaseq/rnaseq-steps.ts';
import { demoReport } from './report/demo-report.ts';
import { steps } from './steps.ts';

type Print = (text: string) => void;

/** Runs a pipeline, prints its report, and stops what it started unless that is to be kept. */
export async function runDemo(options: DemoOptions, print: Print): Promise<void> {
  const startedAt = new Date();
  if (options.pipeline === 'germline') {
    const locations = germlineLocations(startedAt);
    const context: GermlineContext = { options, locations, jobs: new Map() };
    return runPipeline(context, germlineSteps, germlineReport, print);
  }
  if (options.pipeline === 'rnaseq') {
    const locations = rnaseqLocations(startedAt);
    const context: RnaseqContext = { options, locations, jobs: new Map(), simulated: new Map() };
    return runPipeline(context, rnaseqSteps, rnaseqReport, print);
  }
  const context: DemoContext = { options, locations: runLocations(startedAt), jobs: new Map() };
  return runPipeline(context, steps, demoReport, print);
}

async function runPipeline<Context extends CloudContext>(
  context: Context,
  steps: readonly Step<Context>[],
  report: (context: Context, times: readonly StepTime[]) => string,
  print: Print,
): Promise<void> {
  const { options } = context;
  let keepCloud = false;
  try {
    const times = await runSteps(steps, context);
    keepCloud = options.keep;
    print(report(context, times));
  } catch (error) {
    // A failure keeps the cloud, so that a user can look into it. An interrupt stops everything.
    keepCloud = options.keep && !options.signal.aborted;
    throw error;
  } finally {
    for (const line of await cleanUp(context, keepCloud)) print(line);
  }
}
