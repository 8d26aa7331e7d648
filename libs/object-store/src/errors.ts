import type { Location } from './location/location.ts';

/**
 * Why a job did not succeed, and the exit code that tells it. Codes 64-77 are those of sysexits.h; the tool's
 * own code comes first when the tool failed. AWS Batch is to retry 75 only.
 */
export const EXIT_CODES = {
  usage: 64,
  'bad-data': 65,
  'input-absent': 66,
  'service-refused': 69,
  internal: 70,
  'cannot-write-output': 73,
  'local-io': 74,
  'disk-full': 74,
  transient: 75,
  'access-denied': 77,
  deadline: 124,
  terminated: 143,
} as const;

export type JobErrorCode = keyof typeof EXIT_CODES | 'tool-failed';

export interface JobErrorFacts {
  readonly code: JobErrorCode;
  /** Tells errors of one code apart where the runtime itself must. */
  readonly kind?:
    | 'checksum-mismatch'
    | 'precondition-failed'
    | 'already-exists'
    | 'input-stream'
    // Access is denied for a reason that has nothing to do with whether the object is there.
    | 'reason-told';
  /** What was expected, what came. One sentence, without the location. */
  readonly problem: string;
  /** Of a mismatch with a checksum that was only guessed from an ETag: what the content has instead. */
  readonly foundInsteadOfGuess?: string;
  /** What the user can do about it. */
  readonly advice?: string;
  readonly location?: Location;
  /** The tool's own code, or that of the signal that ended the job: used instead of the table's. */
  readonly exitCode?: number;
}

/** A job that did not succeed, as data. Only the entry point turns it into words. */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly code: JobErrorCode;
  readonly facts: JobErrorFacts;

  constructor(facts: JobErrorFacts, cause?: unknown) {
    super(facts.problem, { cause });
    this.code = facts.code;
    this.facts = facts;
  }

  get exitCode(): number {
    return (
      this.facts.exitCode ??
      (this.code === 'tool-failed' ? EXIT_CODES.internal : EXIT_CODES[this.code])
    );
  }
}

export const usageError = (problem: string, advice?: string): JobError =>
  new JobError({ code: 'usage', problem, ...(advice !== undefined && { advice }) });

const IO_PROBLEMS: Readonly<Record<string, Pick<JobErrorFacts, 'code' | 'problem' | 'advice'>>> = {
  ENOSPC: {
    code: 'disk-full',
    problem: 'no space left on the device',
    advice: 'Free space there, or choose a larger disk.',
  },
  EDQUOT: {
    code: 'disk-full',
    problem: 'the disk quota is used up',
    advice: 'Free space there, or choose another disk.',
  },
  ENOENT: { code: 'input-absent', problem: 'no such file or directory' },
  ENOTDIR: { code: 'input-absent', problem: 'a part of its path is a file, not a directory' },
  EACCES: {
    code: 'access-denied',
    problem: `user ${process.getuid?.() ?? '?'} may not access it`,
    advice:
      'Give that user access, or run the container as the owner: docker run --user "$(id -u):$(id -g)" …',
  },
  EROFS: { code: 'local-io', problem: 'the file system is read-only' },
};

/** Wraps an error of the operating system's that concerns `location`; passes a JobError on as it is. */
export function ioError(error: unknown, location: Location): JobError {
  if (error instanceof JobError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = IO_PROBLEMS[code] ?? (code === 'EPERM' ? IO_PROBLEMS['EACCES'] : undefined);
  return new JobError({ ...(known ?? { code: 'local-io', problem: message }), location }, error);
}
