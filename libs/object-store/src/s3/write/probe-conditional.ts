import { abortedLater } from '../../aborted-later.ts';
import { StoreError, type StoreErrorFacts } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import { crc32Base64 } from '../../checksum/crc32.ts';
import type { PublishedObject } from '../../object-store.ts';
import { isUnclear, s3WriteError } from '../client/error.ts';
import type { UploadOptions } from './upload-options.ts';
import { findMarked, publishedObject, type WriteResponse } from './written.ts';

const CONTENT = Buffer.from('joblayer tries whether writes can be conditional\n');

/** A server that does not know the condition refuses the request (501, 400), or ignores the condition. */
const NOT_KNOWN =
  /^(NotImplemented|InvalidArgument|InvalidRequest|MethodNotAllowed|HTTP(400|405|501))$/;

/** How long a stopped probe waits for the response to a write. S3 may still carry out an aborted request. */
const LAST_RESPONSE_MS = 5_000;

/**
 * Writes a tiny object twice, each time only if it is absent, and removes it, also after a stop. The second write has
 * to be refused: otherwise two writers would both succeed, and the second would overwrite the first.
 *
 * @throws StoreError `service-refused` of kind `no-conditional-writes`; any of kind `unclear-write` if the object may
 * exist, or appear later
 */
export async function probeConditionalWrites(
  location: S3Location,
  options: UploadOptions,
): Promise<void> {
  const later = abortedLater(options.signal, LAST_RESPONSE_MS);
  const written: WriteResponse[] = [];
  try {
    for (let writes = 0; writes < 2; writes += 1) {
      options.signal.throwIfAborted();
      const response = await putIfAbsent(location, options, later.signal);
      if (response) written.push(response);
    }
  } catch (error) {
    await removeAll(location, written, options);
    throw isUnclearWrite(error) && written.length === 0
      ? await afterLook(location, options, error)
      : error;
  } finally {
    later.end();
  }
  // The response to the first write may have been lost, and its repetition refused. Then its version is unknown.
  await removeAll(location, written.length > 0 ? written : [{}], options);
  if (written.length > 1)
    throw noConditionalWrites(location, 'overwrote an object in spite of the condition');
}

/**
 * Looks for the object of a write without a response, and removes it.
 *
 * @returns the error to throw. It stays unclear if no object is found, since S3 may carry out the write later.
 */
async function afterLook(
  location: S3Location,
  options: UploadOptions,
  error: StoreError,
): Promise<unknown> {
  const { client, attempt: mark, signal } = options;
  const found = await findMarked(client, { location, mark }).catch(() => undefined);
  if (!found) return error;
  await retract(found, location);
  return signal.aborted ? signal.reason : s3WriteError(error.cause, location);
}

/** @returns undefined if the write was refused because the object exists */
async function putIfAbsent(
  location: S3Location,
  { sender, limits, encryption, attempt }: UploadOptions,
  signal: AbortSignal,
): Promise<WriteResponse | undefined> {
  const request = { location, content: CONTENT, crc32: crc32Base64(CONTENT), encryption, attempt };
  try {
    return await limits.any(() => sender.put({ ...request, ifAbsent: true, signal }));
  } catch (error) {
    if (signal.aborted) throw noResponse(location, error);
    const problem = s3WriteError(error, location);
    if (problem.facts.kind === 'precondition-failed') return undefined;
    const { name = '', $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const isRefused = $metadata?.httpStatusCode === 501 || NOT_KNOWN.test(name);
    if (isRefused) throw noConditionalWrites(location, `refused the condition (${name})`, error);
    if (!(problem instanceof StoreError) || !isUnclear(error)) throw problem;
    throw new StoreError({ ...problem.facts, kind: 'unclear-write' }, error);
  }
}

const noResponse = (location: S3Location, cause: unknown): StoreError =>
  new StoreError(
    {
      code: 'transient',
      kind: 'unclear-write',
      problem: 'S3 sent no response to a write in time',
      location,
    },
    cause,
  );

const isUnclearWrite = (error: unknown): error is StoreError =>
  error instanceof StoreError && error.facts.kind === 'unclear-write';

async function removeAll(
  location: S3Location,
  written: readonly WriteResponse[],
  { client }: UploadOptions,
): Promise<void> {
  for (const response of written) {
    await retract(publishedObject(client, location, CONTENT.length, response), location);
  }
}

/** @throws StoreError of kind `unclear-write`: the object may still be there */
async function retract(object: PublishedObject, location: S3Location): Promise<void> {
  try {
    await object.retract();
  } catch (error) {
    const { facts } = s3WriteError(error, location);
    throw new StoreError({ ...(facts as StoreErrorFacts), kind: 'unclear-write' }, error);
  }
}

const noConditionalWrites = (location: S3Location, what: string, cause?: unknown): StoreError =>
  new StoreError(
    {
      code: 'service-refused',
      kind: 'no-conditional-writes',
      problem: `the store has no conditional writes (If-None-Match): it ${what}. Two writers could overwrite each other unnoticed`,
      location,
    },
    cause,
  );
