import { BATCH_EXIT_CODES } from '@joblayer/aws-batch';
import { EXIT_CODES as DESCRIPTOR_EXIT_CODES } from '@joblayer/descriptors/problems';
import { EXPORT_EXIT_CODES } from '@joblayer/export/problems';
import { Failure } from '@joblayer/object-store/errors';
import { ProblemError } from '@joblayer/problem';
import { RUN_EXIT_CODES } from '@joblayer/runs';
import {
  ABSENT,
  BAD_DATA,
  BUG,
  CANNOT_WRITE,
  DENIED,
  LOCAL_IO,
  REFUSED,
  TRANSIENT,
  USAGE,
} from '@joblayer/problem/exit-codes';

/** By the codes of problems. */
export const EXIT_CODES: Readonly<Record<string, number>> = {
  ...BATCH_EXIT_CODES,
  ...RUN_EXIT_CODES,
  ...DESCRIPTOR_EXIT_CODES,
  ...EXPORT_EXIT_CODES,
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
  'record-directory-missing': USAGE,
  'record-directory-malformed': USAGE,
  'record-directory-local': USAGE,
  'number-malformed': USAGE,
  'sheet-suffix': USAGE,
  'sheet-not-written': CANNOT_WRITE,
  'sheet-absent': ABSENT,
  'sheet-unreadable': LOCAL_IO,
  'sheet-faulty': USAGE,
  'image-in-no-registry': USAGE,
  'rows-differ': USAGE,
  'afters-together': USAGE,
  'rename-malformed': USAGE,
  'tag-malformed': USAGE,
  'work-directory-absent': ABSENT,
  'option-elsewhere': USAGE,
  'print-of-sheet': USAGE,
  'export-tool-missing': USAGE,
  'export-tool-with-all': USAGE,
  'export-format-missing': USAGE,
  'export-option-unused': USAGE,
  'base-url-malformed': USAGE,
  'no-tool-to-export': ABSENT,
};

/** By the codes of stores. */
const STORE_EXIT_CODES: Readonly<Record<string, number>> = {
  usage: USAGE,
  'bad-data': BAD_DATA,
  'input-absent': ABSENT,
  'access-denied': DENIED,
  'service-refused': REFUSED,
  transient: TRANSIENT,
  'cannot-write-output': CANNOT_WRITE,
  'disk-full': LOCAL_IO,
  'local-io': LOCAL_IO,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof Failure) return STORE_EXIT_CODES[error.code] ?? BUG;
  if (!(error instanceof ProblemError)) return BUG;
  const { problem } = error;
  if (problem.code === 'sheet-faulty' && 'storeCode' in problem && problem.storeCode !== undefined)
    return STORE_EXIT_CODES[String(problem.storeCode)] ?? USAGE;
  return EXIT_CODES[problem.code] ?? BUG;
}
