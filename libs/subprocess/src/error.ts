import { formatArgv } from './argv.ts';

export type SubprocessErrorCode =
  'program-not-found' | 'cannot-start' | 'failed' | 'killed' | 'timed-out' | 'aborted';

export interface SubprocessErrorFacts {
  readonly code: SubprocessErrorCode;
  readonly argv: readonly string[];
  readonly exitCode?: number | undefined;
  readonly signal?: NodeJS.Signals | undefined;
  /** The process's stderr, the last 64 KiB at most. */
  readonly stderr?: string | undefined;
}

/** A process that could not be started, or that failed. Callers switch on `code`. */
export class SubprocessError extends Error implements SubprocessErrorFacts {
  override readonly name = 'SubprocessError';
  readonly code: SubprocessErrorCode;
  readonly argv: readonly string[];
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly stderr: string;

  constructor(facts: SubprocessErrorFacts, cause?: unknown) {
    super(describe(facts), { cause });
    this.code = facts.code;
    this.argv = facts.argv;
    this.exitCode = facts.exitCode;
    this.signal = facts.signal;
    this.stderr = facts.stderr ?? '';
  }
}

function describe(facts: SubprocessErrorFacts): string {
  const command = formatArgv(facts.argv);
  const detail = facts.stderr?.trim() ? `\n${facts.stderr.trim()}` : '';
  switch (facts.code) {
    case 'program-not-found':
      return `${facts.argv[0]} was not found on the PATH`;
    case 'cannot-start':
      return `${facts.argv[0]} could not be started${detail}`;
    case 'failed':
      return `exit code ${facts.exitCode} from: ${command}${detail}`;
    case 'killed':
      return `ended by ${facts.signal}: ${command}${detail}`;
    case 'timed-out':
      return `did not end in time: ${command}${detail}`;
    case 'aborted':
      return `was stopped: ${command}`;
  }
}
