import { createStores } from '@joblayer/object-store';
import { baseName, type Location, parseLocation } from '@joblayer/object-store/location';
import {
  type DefinitionDescription,
  type GivenOptions,
  hasRows,
  parseJobSpec,
} from '@joblayer/tool-definition';
import { hash } from 'node:crypto';
import type { RuntimeConfig } from '../host/config.ts';
import { JobError } from '../job/errors.ts';
import type { JobSpecFile } from '../job/job.ts';

/** Enough for the 10,000 jobs of the largest array job, at 6 KB each. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A name that states the SHA-256 of the content, as a submission gives it. */
const NAME_WITH_DIGEST = /^rows-(?<digest>[0-9a-f]{64})\.jsonl$/;

export interface JobSpecSource {
  /** As typed: a local path, an object in S3 or a URL. */
  readonly location: string;
}

export interface ReadJobSpec {
  readonly given: GivenOptions;
  readonly file: JobSpecFile;
}

/** @throws JobError if it cannot be read, or holds what the tool does not understand */
export async function readJobSpec(
  tool: DefinitionDescription,
  source: JobSpecSource,
  { arrayIndex }: RuntimeConfig,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<ReadJobSpec> {
  const location = parseLocation(source.location);
  const storeFor = createStores({ env, signal, encryption: { sse: 'none' } });
  const store = await storeFor(location);
  const content = await store.read(location, { signal, maxBytes: MOST_BYTES });
  checkDigest(content, location);
  const given = parseJobSpec(tool, content.toString(), location, arrayIndex);
  const row = hasRows(location) ? Number(arrayIndex ?? 0) : undefined;
  return { given, file: { location, row } };
}

/** @throws JobError `bad-data` if the name states another digest than the content has */
function checkDigest(content: Buffer, location: Location): void {
  const stated = NAME_WITH_DIGEST.exec(baseName(location))?.groups?.['digest'];
  if (stated === undefined) return;
  const found = hash('sha256', content);
  if (found === stated) return;
  throw new JobError({
    code: 'bad-data',
    problem: `its name states the SHA-256 ${stated}, and its content has ${found}: it was changed after it was written`,
    advice: 'Submit the jobs again, which writes the file again.',
    location,
  });
}
