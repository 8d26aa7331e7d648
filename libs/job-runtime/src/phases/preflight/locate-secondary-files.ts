import type { ObjectInfo, StoreFor } from '@joblayer/object-store';
import { baseName, formatLocation, type Location } from '@joblayer/object-store/location';
import { endingIn, flagOf, placesOfSecondaryFile } from '@joblayer/tool-definition';
import { Failure, JobError } from '../../job/errors.ts';
import type { PlannedSecondaryFile, PlannedInput } from '../../job/job-plan.ts';
import type { LocatedSecondaryFile, LocatedItem } from '../../job/located-input.ts';
import { rejectArchived } from './reject-archived.ts';

/** A location where a secondary file may be. */
interface Candidate {
  readonly location: Location;
  /** The suffix under which it is staged beside its file. */
  readonly suffix: string;
  /** Whether the user named it. Then it must exist. */
  readonly isGiven: boolean;
}

/**
 * Finds the secondary files of a file of an input.
 *
 * @param index the file's index among those of the input
 * @throws JobError `input-absent` if a required one is absent
 */
export async function locateSecondaryFiles(
  file: LocatedItem & { readonly type: 'file' },
  { definition: { suffixes = [] }, secondaryFiles }: PlannedInput,
  index: number,
  storeFor: StoreFor,
): Promise<readonly LocatedSecondaryFile[]> {
  const { location } = file.object;
  const located = secondaryFiles.map(async (planned) => {
    const { name, definition, locations } = planned;
    const given = locations?.[index];
    const candidates = given
      ? [givenAt(given, planned)]
      : placesOfSecondaryFile(location, suffixes, definition).map((place) => ({
          ...place,
          isGiven: false,
        }));
    const found = await statFirst(candidates, storeFor);
    if (found) return { name, object: found.object, stagedName: file.name + found.suffix };
    if (definition.required === false) return undefined;
    throw absent(planned, location, candidates);
  });
  return (await Promise.all(located)).filter((each) => each !== undefined);
}

/**
 * Finds the first of the candidates that exists. All are requested at once, because each response takes a round trip.
 */
async function statFirst(candidates: readonly Candidate[], storeFor: StoreFor) {
  const responses = await Promise.allSettled(
    candidates.map(async (candidate) => ({
      object: await statCandidate(candidate, storeFor),
      suffix: candidate.suffix,
    })),
  );
  for (const response of responses) {
    if (response.status === 'rejected') throw response.reason;
    const { object, suffix } = response.value;
    if (!object) continue;
    rejectArchived(object);
    return { object, suffix };
  }
  return undefined;
}

async function statCandidate(
  { location, isGiven }: Candidate,
  storeFor: StoreFor,
): Promise<ObjectInfo | undefined> {
  try {
    return await (await storeFor(location)).stat(location);
  } catch (error) {
    // Without s3:ListBucket S3 denies access to an object that is not there.
    if (!isGiven && error instanceof Failure && mayBeAbsent(error)) return undefined;
    throw error;
  }
}

/** A file that the job may not decrypt exists. If it counted as absent, the job would silently run without it. */
const mayBeAbsent = ({ code, facts }: Failure): boolean =>
  code === 'input-absent' || (code === 'access-denied' && facts.kind !== 'reason-stated');

const givenAt = (location: Location, { definition }: PlannedSecondaryFile): Candidate => ({
  location,
  suffix: endingIn(baseName(location), definition.suffixes) ?? '',
  isGiven: true,
});

function absent(
  { name, definition }: PlannedSecondaryFile,
  file: Location,
  tried: readonly Candidate[],
): JobError {
  const where =
    tried.length === 0
      ? 'the URL does not end in the file’s name, so nothing is looked for beside it'
      : `looked for ${tried.map(({ location }) => formatLocation(location)).join(', ')}`;
  return new JobError({
    code: 'input-absent',
    problem: `a secondary file is absent: ${definition.description} (${where})`,
    advice: `Put it beside the file, or give its location with ${flagOf(name)}.`,
    location: file,
  });
}
