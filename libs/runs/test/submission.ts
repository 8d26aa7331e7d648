import { awsBatchClient } from '@joblayer/aws-batch/client';
import { createStores } from '@joblayer/object-store';
import { createRun, type RunContext, type RunPlace, submitRun } from '../src/index.ts';

/** The servers that a submission uses. */
export interface Servers {
  readonly s3Env: NodeJS.ProcessEnv;
  readonly batchUrl: string;
}

export const CHUNKS = 5;
export const ROWS_PER_ARRAY = 3;
/** The last chunk is a plain job. */
export const ROWS = (CHUNKS - 1) * ROWS_PER_ARRAY + 1;
export const RUN = 'run1';

export function outsideOf({ s3Env, batchUrl }: Servers): RunContext & RunPlace {
  // The SDK takes the credentials from this process.
  process.env['AWS_ACCESS_KEY_ID'] = 'id';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  const { signal } = new AbortController();
  return {
    directory: { scheme: 's3', bucket: 'bkt', key: 'records/' },
    storeFor: createStores({ env: s3Env, signal, encryption: { sse: 'none' } }),
    batch: awsBatchClient({ endpoint: batchUrl, region: 'us-east-1' }),
    ...{ signal, pollMs: 200, submission: { windowMs: 10_000, sendWithinMs: 4000 } },
  };
}

/** What `joblayer run --sheet … --on batch` does once all rows are checked. */
export async function submitAll(servers: Servers): Promise<void> {
  const outside = outsideOf(servers);
  const jobs = Array.from({ length: ROWS }, (_, index) => ({
    ...{ index, lines: [index + 2], columns: { sample: `s${index}` } },
    spec: { bam: `s3://b/${index}.bam` },
    ...{ outputs: [], outputManifest: `s3://b/${index}.joblayer.json` },
  }));
  const { run } = await createRun(outside, {
    name: RUN,
    tool: { reference: 'copy@1', image: 'r/copy@sha256:1', definition: 'copy' },
    ...{ jobDefinition: 'arn:copy:1', queue: 'q', rowsPerArray: ROWS_PER_ARRAY, jobs },
    sheet: { name: 'samples.tsv', sha256: 'aa'.repeat(32) },
  });
  await submitRun(run, outside);
}
