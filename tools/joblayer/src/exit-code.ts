import { ProblemError } from '@joblayer/problem';

/** Exit codes as jobs have them (docs/exit-codes.md). */
export const USAGE = 64;
const BAD_DATA = 65;
const ABSENT = 66;
const REFUSED = 69;
const BUG = 70;
const CANNOT_WRITE = 73;
const LOCAL_IO = 74;
const TRANSIENT = 75;
const DENIED = 77;

/** By the codes of problems. */
export const EXIT_CODES: Readonly<Record<string, number>> = {
  'tool-malformed': USAGE,
  'no-such-definition': USAGE,
  'prefix-malformed': USAGE,
  'option-malformed': USAGE,
  'image-reference-malformed': USAGE,
  'configuration-invalid': USAGE,
  'configuration-unreadable': LOCAL_IO,
  'arguments-missing': USAGE,
  'region-missing': USAGE,
  'machine-too-small': REFUSED,
  'mount-hides-image': USAGE,
  'input-irregular': USAGE,
  'job-spec-in-s3': USAGE,
  'no-joblayer-image': BAD_DATA,
  'description-invalid': BAD_DATA,
  'description-too-new': BAD_DATA,
  'image-not-in-engine': ABSENT,
  'image-absent': ABSENT,
  'image-of-other-platform': ABSENT,
  'input-not-found': ABSENT,
  'input-not-readable': DENIED,
  'output-directory-failed': CANNOT_WRITE,
  'program-absent': REFUSED,
  'engine-silent': REFUSED,
  'engine-refused': REFUSED,
  'engine-lost': TRANSIENT,
  'pull-refused': REFUSED,
  'registry-unavailable': TRANSIENT,
  'registry-refused': DENIED,
  'credentials-unreadable': DENIED,
  'credentials-missing': DENIED,
  'credentials-refused': DENIED,
  'clock-wrong': DENIED,
  'access-denied': DENIED,
  'ecr-refused': REFUSED,
  throttled: TRANSIENT,
  'aws-unreachable': TRANSIENT,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof ProblemError) return EXIT_CODES[error.problem.code] ?? BUG;
  return BUG;
}
