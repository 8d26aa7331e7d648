import * as z from 'zod';

/**
 * - `not-submitted`: its chunk is not recorded as submitted;
 * - `not-started`: the joblayer that was to run it on this machine has ended;
 * - `unknown`: Batch has forgotten the job, or the joblayer that ran it was killed, and nothing proves how it ended.
 */
export const ROW_STATES = [
  'succeeded',
  'failed',
  'running',
  'waiting',
  'not-submitted',
  'not-started',
  'unknown',
] as const;
export type RowState = (typeof ROW_STATES)[number];

/** How a row is doing, or how it ended. Times are in milliseconds since 1970. */
export const rowOutcome = z.object({
  state: z.enum(ROW_STATES),
  exitCode: z.number().optional(),
  /** What Batch says. */
  reason: z.string().optional(),
  /** Why the row failed, in one line. Undefined until the log was read. */
  lastLine: z.string().optional(),
  /** Whether the row failed for lack of memory, by Batch's reason or the runner's own last line. */
  outOfMemory: z.boolean().optional(),
  attempts: z.number().optional(),
  startedAtMs: z.number().optional(),
  stoppedAtMs: z.number().optional(),
});
export type RowOutcome = Readonly<z.output<typeof rowOutcome>>;

/** Whether nothing will change this state any more. */
export const isEnded = ({ state }: RowOutcome): boolean =>
  state === 'succeeded' || state === 'failed';

/** Whether a job of this row may still write its outputs. */
export const isActive = ({ state }: RowOutcome): boolean =>
  state === 'running' || state === 'waiting';
