import { absentAsUndefined, type ObjectInfo, type StoreFor } from '@joblayer/object-store';
import {
  formatLocation,
  isDirectoryLocation,
  type Location,
  parseLocation,
} from '@joblayer/object-store/location';
import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import * as z from 'zod';
import { Failure } from '../job/errors.ts';
import type { JobContext } from '../job/job.ts';
import { OUTPUT_MANIFEST_FORMAT, type JobIdentity } from './output-manifest.ts';
import { locationsOf, type JobPlan } from '../job/job-plan.ts';

/** An output manifest names every file of a directory: 100,000 of them take about 30 MB. */
export const MOST_BYTES = 128 * 1024 * 1024;
const REQUESTS_AT_ONCE = 16;

/** A file as an output manifest lists it. */
export const PUBLISHED_FILE = z.object({
  location: z.string(),
  sizeBytes: z.number(),
  etag: z.string().nullable(),
});
const MANIFEST = z.object({
  format: z.literal(OUTPUT_MANIFEST_FORMAT),
  attempt: z.string(),
  tool: z.object({ name: z.string(), software: z.unknown() }),
  params: z.unknown(),
  extraArgs: z.unknown(),
  inputs: z.unknown(),
  outputs: z.array(
    z.object({ name: z.string(), location: z.string(), files: z.array(PUBLISHED_FILE).min(1) }),
  ),
});
type Manifest = z.output<typeof MANIFEST>;

/** The output manifest that was at the job's location before the job published anything. */
export interface ManifestBefore {
  /** False if the job's role can only write, so that it may not look. */
  readonly isKnown: boolean;
  readonly object?: ObjectInfo;
}

/** Looks whether an output manifest is there. */
export async function findManifest(
  location: Location,
  storeFor: StoreFor,
): Promise<ManifestBefore> {
  try {
    return { isKnown: true, object: await (await storeFor(location)).stat(location) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'input-absent') return { isKnown: true };
    if (error.code === 'access-denied') return { isKnown: false };
    throw error;
  }
}

/** True if both are one object, or if neither is there. */
export const isSameManifest = (a: ManifestBefore, b: ManifestBefore): boolean =>
  a.isKnown === b.isKnown &&
  a.object?.etag === b.object?.etag &&
  a.object?.sizeBytes === b.object?.sizeBytes;

/**
 * Compares the published set with the one that the job would publish.
 *
 * @returns what differs, as a clause for a message; undefined if the same set is there and complete
 */
export async function differenceFrom(
  plan: JobPlan,
  identity: JobIdentity,
  { storeFor, signal }: JobContext,
): Promise<string | undefined> {
  const manifest = await readManifest(plan.outputManifest, { storeFor, signal });
  if (!manifest) return 'it is not an output manifest of this runtime’s format';
  return differenceOf(manifest, identity, plan) ?? (await missingFrom(manifest, storeFor));
}

/** The attempt that wrote the output manifest; undefined if there is none. */
export async function attemptThatPublished(
  outputManifest: Location,
  { storeFor, signal }: Pick<JobContext, 'storeFor' | 'signal'>,
): Promise<string | undefined> {
  const { object } = await findManifest(outputManifest, storeFor);
  if (!object) return undefined;
  return (await readManifest(outputManifest, { storeFor, signal }))?.attempt;
}

export type PublishedFile = z.output<typeof PUBLISHED_FILE>;

/** The files that an output manifest lists; none if there is no manifest. */
export async function listedBy(
  outputManifest: Location,
  { storeFor, signal }: Pick<JobContext, 'storeFor' | 'signal'>,
): Promise<readonly PublishedFile[]> {
  const { object } = await findManifest(outputManifest, storeFor);
  if (!object) return [];
  const manifest = await readManifest(outputManifest, { storeFor, signal });
  return manifest?.outputs.flatMap(({ files }) => files) ?? [];
}

async function readManifest(
  location: Location,
  { storeFor, signal }: Pick<JobContext, 'storeFor' | 'signal'>,
): Promise<Manifest | undefined> {
  const store = await storeFor(location);
  const content = await store.read(location, { signal, maxBytes: MOST_BYTES });
  return parseManifest(content.toString());
}

function parseManifest(text: string): Manifest | undefined {
  try {
    return MANIFEST.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Compares what the manifest says was done with what the job would do. */
export function differenceOf(
  manifest: Manifest,
  identity: JobIdentity,
  { outputs }: Pick<JobPlan, 'outputs'>,
): string | undefined {
  // Undefined fields are lost in JSON, so an identity with them would never equal one that was read.
  const wanted = JSON.parse(JSON.stringify(identity)) as JobIdentity;
  const { name, software } = manifest.tool;
  if (name !== wanted.tool.name) return `it is the tool ${name}’s`;
  if (!isDeepStrictEqual(software, wanted.tool.software)) return 'the versions differ';
  if (!isDeepStrictEqual(manifest.params, wanted.params)) return 'the parameters differ';
  if (!isDeepStrictEqual(manifest.extraArgs, wanted.extraArgs)) {
    return 'the extra arguments differ';
  }
  if (!isDeepStrictEqual(manifest.inputs, wanted.inputs)) return 'the inputs differ';

  const listed = new Map(manifest.outputs.map((output) => [output.name, output.location]));
  for (const output of outputs) {
    const { name, required } = output;
    const there = listed.get(name);
    if (there === undefined && !required) continue;
    if (!locationsOf(output).some((each) => formatLocation(each) === there))
      return `its output ${name} is another`;
  }
  const planned = new Set(outputs.map(({ name }) => name));
  const surplus = manifest.outputs.find(({ name }) => !planned.has(name));
  return surplus && `it has the output ${surplus.name}, which is not asked for`;
}

/** A listed file that is gone, or was changed since it was published. */
async function missingFrom(manifest: Manifest, storeFor: StoreFor): Promise<string | undefined> {
  const limit = pLimit(REQUESTS_AT_ONCE);
  const problems = await Promise.all(
    manifest.outputs.map(async (output) => {
      const location = parseLocation(output.location);
      const store = await storeFor(location);
      const found = isDirectoryLocation(location)
        ? ((await absentAsUndefined(store.list(location))) ?? [])
        : await limit(async () => {
            const object = await absentAsUndefined(store.stat(location));
            return object ? [object] : [];
          });
      const byLocation = new Map(found.map((object) => [formatLocation(object.location), object]));
      const changed = output.files.find((file) => {
        const there = byLocation.get(file.location);
        return there?.sizeBytes !== file.sizeBytes || (there.etag ?? null) !== file.etag;
      });
      return changed && `${changed.location} is not there, or not as it was published`;
    }),
  );
  return problems.find((problem) => problem !== undefined);
}
