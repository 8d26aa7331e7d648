import { Listr, PRESET_TIMER, PRESET_TIMESTAMP } from 'listr2';

export interface Step<Context> {
  readonly title: string;
  /** Does the step's work on the context. `say` shows a line of progress. */
  run(context: Context, say: (line: string) => void): Promise<void>;
}

export interface StepTime {
  readonly title: string;
  readonly ms: number;
}

/**
 * Runs the steps one after the other. A terminal shows them as a live list, other output as lines
 * with the time of day. Returns how long each step took.
 *
 * @throws the first step's failure, which also ends the run
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
): Promise<StepTime[]> {
  const times: StepTime[] = [];
  let failure: unknown;
  const tasks = steps.map(({ title, run }) => ({
    title,
    task: async (_: unknown, task: { output: string }) => {
      const start = performance.now();
      try {
        await run(context, (line) => (task.output = line));
      } catch (error) {
        failure = error;
        // The entry point prints the failure once, at the end.
        throw new Error('see below', { cause: error });
      }
      times.push({ title, ms: performance.now() - start });
    },
  }));
  const list = new Listr(tasks, {
    concurrent: false,
    exitOnError: true,
    // The entry point handles signals: it must first stop what was started.
    registerSignalListeners: false,
    rendererOptions: { timer: PRESET_TIMER, collapseErrors: false, showErrorMessage: false },
    fallbackRenderer: 'simple',
    fallbackRendererOptions: { timestamp: PRESET_TIMESTAMP, timer: PRESET_TIMER },
  });
  try {
    await list.run();
  } catch (error) {
    throw failure ?? error;
  }
  return times;
}
