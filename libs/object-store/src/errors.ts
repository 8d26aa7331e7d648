import type { Location } from './location/location.ts';

export interface FailureFacts {
  readonly code: string;
  /** Distinguishes failures of one code, for programs that must handle them differently. */
  readonly kind?: string;
  /** What was expected and what came. One sentence, without the location. */
  readonly problem: string;
  /** What the user can do about it, if only the store knows. */
  readonly advice?: string;
  readonly location?: Location;
}

/**
 * An error as data. A store throws StoreErrors. It passes on unchanged any other Failure, which its caller's signal,
 * callback or content throws. Otherwise the store would take that failure for an error of the network or the disk.
 */
export abstract class Failure extends Error {
  abstract readonly code: string;
  abstract readonly facts: FailureFacts;
}

export type StoreErrorCode =
  /** The given text is not a location, or not one of the kind that is asked for. */
  | 'usage'
  /** The content differs from what was found or promised. */
  | 'bad-data'
  /** There is no such object, or this user cannot see it. */
  | 'input-absent'
  | 'access-denied'
  /** The server refuses, and will refuse again. */
  | 'service-refused'
  /** The network or the server failed for now. The same request may succeed later. */
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
    // An object that must fit into memory is larger than its reader accepts.
    | 'too-large'
    // The write may have succeeded, or its object may appear later.
    | 'unclear-write'
    | 'no-conditional-writes'
    // The object that is read is not the version that was found.
    | 'changed'
    // A file changed while it was uploaded.
    | 'source-changed'
    // Content of unknown length is longer than an object can be.
    | 'stream-too-long'
    // Access is denied for a reason that does not depend on whether the object exists.
    | 'reason-stated';
  /** The checksum of the content, if it differs from one that was only guessed from an ETag. */
  readonly foundInsteadOfGuess?: string;
}

/** A store could not carry out a request. */
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

/** A text that should be a location but is not. */
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

/** Wraps an error of the operating system that concerns `location`; passes a Failure on unchanged. */
export function ioError(error: unknown, location: Location): Failure {
  if (error instanceof Failure) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = IO_PROBLEMS[code] ?? (code === 'EPERM' ? IO_PROBLEMS['EACCES'] : undefined);
  return new StoreError({ ...(known ?? { code: 'local-io', problem: message }), location }, error);
}
