import { readTextIfPresent } from '../files.ts';

/** Identifies one process forever. The system reuses a pid, but not with the same start time. */
export interface ProcessStamp {
  readonly pid: number;
  /**
   * Clock ticks from boot to the process's start: field 22 of /proc/PID/stat. Absent where there is
   * no /proc.
   */
  readonly startTicks?: string | undefined;
}

export async function stampOf(pid: number): Promise<ProcessStamp> {
  const stat = await readStat(pid);
  return stat ? { pid, startTicks: stat.startTicks } : { pid };
}

/**
 * Whether that process still runs and, with `program`, still is that program. A zombie does not
 * run.
 */
export async function stillRuns(stamp: ProcessStamp, program?: string): Promise<boolean> {
  if (process.platform !== 'linux') return program === undefined && signalReaches(stamp.pid);
  const stat = await readStat(stamp.pid);
  if (!stat || stat.state === 'Z') return false;
  return (
    stat.startTicks === stamp.startTicks && (program === undefined || stat.program === program)
  );
}

interface ProcessStat {
  readonly program: string;
  readonly state: string;
  readonly startTicks: string;
}

/** Reads proc_pid_stat(5). The program's name is in parentheses and may hold any character. */
export function parseStat(text: string): ProcessStat | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return undefined;
  const rest = text.slice(close + 2).split(' ');
  const [state, startTicks] = [rest[0], rest[19]];
  if (!state || !startTicks) return undefined;
  return { program: text.slice(open + 1, close), state, startTicks };
}

async function readStat(pid: number): Promise<ProcessStat | undefined> {
  try {
    return parseStat((await readTextIfPresent(`/proc/${pid}/stat`)) ?? '');
  } catch (error) {
    // The process ended between open and read.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    throw error;
  }
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
