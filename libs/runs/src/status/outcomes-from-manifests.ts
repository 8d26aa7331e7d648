import { absentAsUndefined, type StoreFor } from '@joblayer/object-store';
import { parseLocation } from '@joblayer/object-store/location';
import pLimit from 'p-limit';
import * as z from 'zod';
import type { RunContext } from '../context.ts';
import type { RecordedJob } from '../sheet-job.ts';
import { jobIdOfRow } from './outcomes-from-batch.ts';
import type { RowOutcome } from './row-state.ts';

const MANIFESTS_AT_ONCE = 16;
/** An output manifest names every file of a directory: 100,000 of them take about 30 MB. */
const MOST_BYTES = 128 * 1024 * 1024;

const manifestSchema = z.object({
  format: z.string().startsWith('joblayer-output-manifest-'),
  finishedAt: z.string().optional(),
  batch: z.object({ jobId: z.string() }).nullish(),
  outputs: z.array(z.object({ name: z.string(), location: z.string() })),
});
export type OutputManifest = Readonly<z.output<typeof manifestSchema>>;

/**
 * The output manifest at a location; undefined if there is none of a format that this code knows.
 *
 * @throws StoreError
 */
export async function readOutputManifest(
  location: string,
  { storeFor, signal }: { readonly storeFor: StoreFor; readonly signal: AbortSignal },
): Promise<OutputManifest | undefined> {
  const parsed = parseLocation(location);
  const store = await storeFor(parsed);
  const read = store.read(parsed, { signal, maxBytes: MOST_BYTES });
  const content = await absentAsUndefined(read);
  if (!content) return undefined;
  try {
    return manifestSchema.safeParse(JSON.parse(content.toString())).data;
  } catch {
    return undefined;
  }
}

/** The outcomes of the rows of a job that Batch has forgotten, from what the rows published. */
export function outcomesFromManifests(
  jobId: string,
  jobs: readonly RecordedJob[],
  context: RunContext,
): Promise<readonly RowOutcome[]> {
  const limit = pLimit(MANIFESTS_AT_ONCE);
  return Promise.all(
    jobs.map((job, position) =>
      limit(async () => {
        const manifest = await readOutputManifest(job.outputManifest, context);
        return outcomeOf(manifest, jobIdOfRow(jobId, position, jobs.length));
      }),
    ),
  );
}

/** Only the manifest of this very job proves that it succeeded. An older one may be of other inputs. */
function outcomeOf(manifest: OutputManifest | undefined, jobId: string): RowOutcome {
  if (manifest?.batch?.jobId === jobId) {
    const stoppedAtMs = Date.parse(manifest.finishedAt ?? '');
    return { state: 'succeeded', ...(Number.isFinite(stoppedAtMs) && { stoppedAtMs }) };
  }
  const lastLine = manifest
    ? 'Batch has forgotten it; complete outputs of another job are there'
    : 'Batch has forgotten it, and it left no output manifest';
  return { state: 'unknown', lastLine };
}
