import { Listr, PRESET_TIMER, PRESET_TIMESTAMP } from 'listr2';

export interface Step<Context> {
  readonly title: string;
  /** Does the step's work on the context; `say` shows a line of what happens meanwhile. */
  run(context: Context, say: (line: string) => void): Promise<void>;
}

export interface StepTime {
  readonly title: string;
  readonly ms: number;
}

/**
 * Runs the steps one after the other: on a terminal as a list that lives, elsewhere as lines with the time of
 * day. Returns how long each took. The first failure ends it, and is thrown.
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
        // The entry point words it, once, at the end.
        throw new Error('see below', { cause: error });
      }
      times.push({ title, ms: performance.now() - start });
    },
  }));
  const list = new Listr(tasks, {
    concurrent: false,
    exitOnError: true,
    // The entry point listens: it has things to stop first.
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
