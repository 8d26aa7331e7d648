import type { Step } from '@joblayer/job-runtime';

type Argv = Step['pipeline'][0];

/** A step that writes an output, compressed by bgzip if its name ends in .gz. */
export const toOutput = (output: string, first: Argv, ...stages: readonly Argv[]): Step => ({
  pipeline: [
    first,
    ...stages,
    ...(output.toLowerCase().endsWith('.gz') ? [['bgzip', '-c'] as const] : []),
  ],
  stdoutTo: output,
});

/** The options of a switch. */
export const on = (flag: string, value: boolean): readonly string[] => (value ? [flag] : []);

/** The options of a value, if there is one. */
export const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];
