import { isOutOfMemory } from './outcome-of-job.ts';

/** The last line that the runner writes about a job, as text or as JSON. */
export interface RunnersEnd {
  readonly text: string;
  readonly outOfMemory: boolean;
}

const TEXT_LINE = /^\[joblayer [\d:]+\] ((?:tool failed|system failed|canceled) in .*)$/;
/** The problem that the runner states if the kernel killed the tool. */
const MEMORY_PROBLEM =
  /: (?:the memory limit of \d+ MiB was exceeded|the host ran out of memory): /;

/** What the runner says about the end of its job; undefined if it wrote no such line. */
export function runnersEnd(lines: readonly string[]): RunnersEnd | undefined {
  for (const line of lines.toReversed()) {
    const [, text] = TEXT_LINE.exec(line) ?? [];
    if (text !== undefined) return { text, outOfMemory: MEMORY_PROBLEM.test(text) };
    const end = jsonEnd(line);
    if (end) return end;
  }
  return undefined;
}

function jsonEnd(line: string): RunnersEnd | undefined {
  if (!line.startsWith('{') || !line.includes('"job-ended"')) return undefined;
  try {
    const { type, failure } = JSON.parse(line) as {
      readonly type?: unknown;
      readonly failure?: { readonly message?: unknown; readonly kind?: unknown };
    };
    if (type !== 'job-ended' || typeof failure?.message !== 'string') return undefined;
    return { text: failure.message, outOfMemory: failure.kind === 'out-of-memory' };
  } catch {
    return undefined;
  }
}

interface FailedJob {
  readonly exitCode?: number | undefined;
  /** Of the container agent. */
  readonly reason?: string | undefined;
  /** Of Batch. */
  readonly statusReason?: string | undefined;
}

/** Why a row failed: in one line, and whether for lack of memory. */
export function failureOf(
  { exitCode, reason, statusReason }: FailedJob,
  lines: readonly string[],
): { readonly lastLine: string; readonly outOfMemory: boolean } {
  const end = runnersEnd(lines);
  const outOfMemory = isOutOfMemory(reason) || (end?.outOfMemory ?? false);
  if (end) return { lastLine: end.text, outOfMemory };
  const last = lines.findLast((line) => line.trim() !== '')?.trim();
  const why = [
    exitCode === undefined ? undefined : `exit code ${exitCode}`,
    reason !== undefined && reason !== '' ? reason : statusReason,
  ].filter((part) => part !== undefined);
  const parts = [why.join(', '), last].filter((part) => part !== undefined && part !== '');
  return { lastLine: parts.join(': ') || 'Batch gives no reason', outOfMemory };
}
