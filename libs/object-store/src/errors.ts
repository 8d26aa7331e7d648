import type { Location } from './location/location.ts';

export interface FailureFacts {
  readonly code: string;
  /** Tells failures of one code apart where a program must. */
  readonly kind?: string;
  /** What was expected, what came. One sentence, without the location. */
  readonly problem: string;
  /** What the user can do about it, where only the store knows. */
  readonly advice?: string;
  readonly location?: Location;
}

/**
 * An error as data. A store throws StoreErrors. What its caller's signal, callback or content throws it passes on
 * unchanged if that is a Failure, too. Without this it would take that for an error of the network or the disk.
 */
export abstract class Failure extends Error {
  abstract readonly code: string;
  abstract readonly facts: FailureFacts;
}

export type StoreErrorCode =
  /** What was given is no location. */
  | 'usage'
  /** The content is not what was found or promised. */
  | 'bad-data'
  /** There is no such object, or none that can be seen. */
  | 'input-absent'
  | 'access-denied'
  /** The server refuses, and will refuse again. */
  | 'service-refused'
  /** The network or the server failed for now. The same may succeed in a while. */
  | 'transient'
  | 'cannot-write-output'
  | 'disk-full'
  | 'local-io'
  /** A mistake in the program. */
  | 'internal';

export interface StoreErrorFacts extends FailureFacts {
  readonly code: StoreErrorCode;
  readonly kind?:
    | 'checksum-mismatch'
    | 'precondition-failed'
    | 'already-exists'
    // An object that is to be read at once is larger than its reader takes.
    | 'too-large'
    // What was written may be there, or appear later.
    | 'unclear-write'
    | 'no-conditional-writes'
    // What is read is another version than the one that was found.
    | 'changed'
    // A file that is uploaded is written to meanwhile.
    | 'source-changed'
    // Content of unknown length is longer than an object can be.
    | 'stream-too-long'
    // Access is denied for a reason that has nothing to do with whether the object is there.
    | 'reason-stated';
  /** Of a mismatch with a checksum that was only guessed from an ETag: what the content has instead. */
  readonly foundInsteadOfGuess?: string;
}

/** A store could not do what it was asked. */
export class StoreError extends Failure {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly facts: StoreErrorFacts;

  constructor(facts: StoreErrorFacts, cause?: unknown) {
    super(facts.problem, { cause });
    this.code = facts.code;
    this.facts = facts;
  }
}

/** A text that is to be a location, and is none. */
export const invalidLocation = (problem: string, advice?: string): StoreError =>
  new StoreError({ code: 'usage', problem, ...(advice !== undefined && { advice }) });

const IO_PROBLEMS: Readonly<Record<string, Pick<StoreErrorFacts, 'code' | 'problem' | 'advice'>>> =
  {
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

/** Wraps an error of the operating system's that concerns `location`; passes a Failure on as it is. */
export function ioError(error: unknown, location: Location): Failure {
  if (error instanceof Failure) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = IO_PROBLEMS[code] ?? (code === 'EPERM' ? IO_PROBLEMS['EACCES'] : undefined);
  return new StoreError({ ...(known ?? { code: 'local-io', problem: message }), location }, error);
}
