import { cleanUp } from './clean-up.ts';
import type { DemoContext, DemoOptions } from './context.ts';
import { runLocations } from './locations.ts';
import { runSteps } from './progress.ts';
import { demoReport } from './report/demo-report.ts';
import { steps } from './steps.ts';

/** Runs the demo to its end, prints its report, and stops what it started unless that is to be kept. */
export async function runDemo(options: DemoOptions, print: (text: string) => void): Promise<void> {
  const context: DemoContext = {
    options,
    locations: runLocations(new Date()),
    jobs: new Map(),
  };
  let keepCloud = false;
  try {
    const times = await runSteps(steps, context);
    keepCloud = options.keep;
    print(demoReport(context, times));
  } catch (error) {
    // A failure is looked into in the cloud it happened in; an interrupt wants everything gone.
    keepCloud = options.keep && !options.signal.aborted;
    throw error;
  } finally {
    for (const line of await cleanUp(context, keepCloud)) print(line);
  }
}
