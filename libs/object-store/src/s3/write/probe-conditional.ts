import { StoreError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import { crc32Base64 } from '../../checksum/crc32.ts';
import { s3WriteError } from '../client/error.ts';
import type { UploadOptions } from './upload-options.ts';
import { publishedObject, type WriteAnswer } from './written.ts';

const CONTENT = Buffer.from('joblayer tries whether writes can be conditional\n');

/** Who knows no such condition refuses the request (501, 400), or carries it out as if there were none. */
const NOT_KNOWN =
  /^(NotImplemented|InvalidArgument|InvalidRequest|MethodNotAllowed|HTTP(400|405|501))$/;

/**
 * Writes a tiny object twice, only if there is none, and removes it. The second write has to be refused: else two
 * attempts would both publish, and the second overwrite the first.
 *
 * @throws StoreError `service-refused` where the store has no conditional writes
 */
export async function probeConditionalWrites(
  location: S3Location,
  options: UploadOptions,
): Promise<void> {
  const written: WriteAnswer[] = [];
  try {
    for (let writes = 0; writes < 2; writes += 1) {
      const answer = await putIfAbsent(location, options);
      if (answer) written.push(answer);
    }
  } catch (error) {
    if (written.length > 0) await removeAll(location, written, options);
    throw error;
  }
  // The response to the first may have been lost, and its repetition refused: then its version is not known.
  await removeAll(location, written.length > 0 ? written : [{}], options);
  if (written.length > 1) throw noConditionalWrites(location, 'overwrote an object in spite of it');
}

/** @returns undefined where the write was refused because there is one */
async function putIfAbsent(
  location: S3Location,
  { sender, limits, encryption, attempt }: UploadOptions,
): Promise<WriteAnswer | undefined> {
  const request = { location, content: CONTENT, crc32: crc32Base64(CONTENT), encryption, attempt };
  try {
    return await limits.any(() => sender.put({ ...request, ifAbsent: true }));
  } catch (error) {
    const problem = s3WriteError(error, location);
    if (problem.facts.kind === 'precondition-failed') return undefined;
    const { name = '', $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    if ($metadata?.httpStatusCode !== 501 && !NOT_KNOWN.test(name)) throw problem;
    throw noConditionalWrites(location, `refused the condition (${name})`, error);
  }
}

async function removeAll(
  location: S3Location,
  written: readonly WriteAnswer[],
  { client }: UploadOptions,
): Promise<void> {
  for (const answer of written) {
    try {
      await publishedObject(client, location, CONTENT.length, answer).retract();
    } catch (error) {
      throw s3WriteError(error, location);
    }
  }
}

const noConditionalWrites = (location: S3Location, what: string, cause?: unknown): StoreError =>
  new StoreError(
    {
      code: 'service-refused',
      problem: `the store has no conditional writes (If-None-Match): it ${what}. Two jobs could publish there at once`,
      advice:
        'Write to a store that has them, or accept the risk with --conditional-writes ignore, and never run two jobs with one output location.',
      location,
    },
    cause,
  );
