import * as z from 'zod';
import { ofBytes } from './bytes.ts';

/** What a job's log says, as far as it is shown. */
export type ShownEvent =
  | { readonly type: 'phase-started'; readonly phase: string }
  | {
      readonly type: 'transfer-progress';
      readonly phase: string;
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly seconds: number;
    }
  | { readonly type: 'tool-stderr'; readonly line: string }
  | { readonly type: 'job-ended'; readonly exitCode: number; readonly text: string }
  /** A line that stays. */
  | { readonly type: 'line'; readonly text: string }
  /** An event that is not shown. Newer images may have more. */
  | { readonly type: 'unknown' };

const phase = z.string();
const location = z.string();
const events = z.discriminatedUnion('type', [
  z.object({ type: z.literal('phase-started'), phase }),
  z.object({
    ...{ type: z.literal('transfer-progress'), phase },
    ...{ doneBytes: z.number(), totalBytes: z.number(), seconds: z.number() },
  }),
  z.object({ type: z.literal('tool-stderr'), line: z.string() }),
  z.object({
    type: z.literal('output-published'),
    output: z.string(),
    location,
    sizeBytes: z.number(),
  }),
  z.object({ type: z.literal('already-complete'), location }),
  z.object({ type: z.literal('warning'), message: z.string() }),
  z.object({ type: z.literal('signal-received'), signal: z.string() }),
  z.object({
    type: z.literal('command-started'),
    cpus: z.number(),
    memoryMiB: z.number(),
    pipeline: z.array(z.array(z.string())),
  }),
  z.object({
    type: z.literal('job-ended'),
    outcome: z.string(),
    exitCode: z.number(),
    phases: z.array(z.object({ phase, seconds: z.number() })),
    failure: z.object({ phase, message: z.string() }).optional(),
  }),
]);

/** Reads a line of a job's JSON log. A line that is no JSON is from before or after the job: it stays. */
export function readEvent(line: string): ShownEvent {
  const json = jsonOf(line);
  if (json === undefined) return { type: 'line', text: line };
  const { data } = events.safeParse(json);
  if (data === undefined) return { type: 'unknown' };
  switch (data.type) {
    case 'command-started':
      return {
        type: 'line',
        text: `running ${commandOf(data.pipeline)} (${data.cpus} CPUs, ${data.memoryMiB} MiB)`,
      };
    case 'output-published':
      return {
        type: 'line',
        text: `published ${data.output}: ${data.location} (${ofBytes(data.sizeBytes)})`,
      };
    case 'already-complete':
      return {
        type: 'line',
        text: `${data.location}: the same outputs are there already, complete`,
      };
    case 'warning':
      return { type: 'line', text: `warning: ${data.message}` };
    case 'signal-received':
      return { type: 'line', text: `${data.signal} received: stopping` };
    case 'job-ended':
      return { type: 'job-ended', exitCode: data.exitCode, text: endText(data) };
    default:
      return data;
  }
}

/** The programs of a pipeline with their subcommands. Whole command lines are in the job's report. */
const commandOf = (pipeline: readonly (readonly string[])[]): string =>
  pipeline
    .map(([program = '', first]) =>
      first && /^\w+$/.test(first) ? `${program} ${first}` : program,
    )
    .join(' | ');

function endText({
  outcome,
  exitCode,
  phases,
  failure,
}: Extract<z.output<typeof events>, { type: 'job-ended' }>): string {
  const seconds = phases.reduce((sum, each) => sum + each.seconds, 0).toFixed(1);
  if (!failure) return `succeeded in ${seconds} s`;
  return `${outcome.replace('-', ' ')} in ${failure.phase}, exit code ${exitCode}, after ${seconds} s: ${failure.message}`;
}

function jsonOf(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
