import { Failure } from '@joblayer/object-store/errors';
import { asDirectory } from '@joblayer/object-store/location';
import type { InputLookup, LookupFault } from './look-up.ts';
import type { Wanted } from './wanted.ts';

/**
 * Tells an absent bucket from an absent object: S3 gives a HEAD the same response for both. A list below the object's name
 * is short.
 */
export async function bucketFault(
  { location, flag }: Wanted,
  { code }: LookupFault,
  { list }: InputLookup,
): Promise<LookupFault | undefined> {
  if (code !== 'input-absent' || location.scheme !== 's3') return undefined;
  try {
    await list(asDirectory(location));
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'input-absent') return undefined;
    const { problem, advice = '' } = error.facts;
    return { code, problem: `--${flag} s3://${location.bucket}: ${problem}`, advice };
  }
}
