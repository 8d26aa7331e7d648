import { Failure } from '@joblayer/object-store/errors';
import { asDirectory, formatLocation, type Location } from '@joblayer/object-store/location';
import type { Wanted } from './wanted.ts';

/** What is asked of stores. Those of `@joblayer/object-store` have both. */
export interface InputLookup {
  /** @throws Failure `input-absent`, `access-denied`, `transient`, … */
  stat(location: Location): Promise<{ readonly archived?: string }>;
  /** The objects below a directory. */
  list(directory: Location): Promise<readonly unknown[]>;
}

/** Why something that is wanted cannot be read. */
export interface LookupFault {
  /** As in the errors of a store: `input-absent`, `access-denied`, `service-refused`, `transient`, … */
  readonly code: string;
  readonly problem: string;
  readonly advice: string;
}

/** Looks for one thing. @returns undefined if it can be read */
export async function lookUp(
  wanted: Wanted,
  lookup: InputLookup,
): Promise<LookupFault | undefined> {
  const { flag, location } = wanted;
  try {
    await find(wanted, lookup);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { problem, advice = '' } = error.facts;
    const what = `--${flag} ${formatLocation(location)}: ${problem}`;
    return { code: error.code, problem: what, advice };
  }
}

async function find({ kind, location, places, flag }: Wanted, lookup: InputLookup): Promise<void> {
  switch (kind) {
    case 'file':
      return findFile(location, lookup);
    case 'directory':
      return findDirectory(location, lookup);
    case 'either':
      return findEither(location, lookup);
    case 'beside':
      return findBeside(places, flag, lookup);
  }
}

async function findFile(location: Location, { stat }: InputLookup): Promise<void> {
  const { archived } = await stat(location);
  if (archived === undefined) return;
  throw new InputFailure({
    code: 'service-refused',
    problem: `the object is archived (${archived}) and cannot be read at once`,
    advice: 'Restore it first, or copy it to another storage class.',
  });
}

async function findDirectory(location: Location, { list }: InputLookup): Promise<void> {
  if ((await list(location)).length > 0) return;
  throw new InputFailure({ code: 'input-absent', problem: 'there is no file below it' });
}

/** A location without a slash at its end is a file if there is one, else a directory. */
async function findEither(location: Location, lookup: InputLookup): Promise<void> {
  try {
    await findFile(location, lookup);
  } catch (error) {
    if (!mayBeAbsent(error)) throw error;
    await findDirectory(asDirectory(location), lookup).catch((ofDirectory: unknown) => {
      throw isTransient(ofDirectory) ? ofDirectory : error;
    });
  }
}

async function findBeside(
  places: readonly Location[],
  flag: string,
  lookup: InputLookup,
): Promise<void> {
  for (const place of places) {
    try {
      return await findFile(place, lookup);
    } catch (error) {
      if (!mayBeAbsent(error)) throw error;
    }
  }
  const tried = places.map(formatLocation).join(', ');
  throw new InputFailure({
    code: 'input-absent',
    problem: `a file that belongs beside it is absent (${tried === '' ? 'nothing is looked for beside this URL' : `looked for ${tried}`})`,
    advice: `Put it beside the file, or give its location with --${flag}.`,
  });
}

/** Without s3:ListBucket S3 denies access to an object that is not there. */
const mayBeAbsent = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.code === 'input-absent' ||
    (error.code === 'access-denied' && error.facts.kind !== 'reason-stated'));

const isTransient = (error: unknown): boolean =>
  error instanceof Failure && error.code === 'transient';

/** Something about an input that no store reports. */
class InputFailure extends Failure {
  override readonly name = 'InputFailure';
  readonly code: string;
  readonly facts: Failure['facts'];

  constructor(facts: Failure['facts']) {
    super(facts.problem);
    this.code = facts.code;
    this.facts = facts;
  }
}
