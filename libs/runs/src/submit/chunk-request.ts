import { type JobRequest, jobTags } from '@joblayer/aws-batch';
import type { Run } from '../record/open-run.ts';
import type { Chunk } from '../record/run-record.ts';

/** The tag that distinguishes runs of one name. */
export const RUN_UID_TAG = 'joblayer-run-uid';

/** Undefined for a single row, which is a plain job. */
export const arraySizeOf = ({ rows }: Pick<Chunk, 'rows'>): number | undefined =>
  rows.length > 1 ? rows.length : undefined;

/** What is submitted for a chunk. The name of each try is its own. */
export function chunkRequest(
  { record, records }: Run,
  prefix: string,
  chunk: Chunk,
  tryNumber: number,
): JobRequest {
  const { requests, tags, dependsOn } = record;
  return {
    name: `${chunk.jobName}-${tryNumber}`,
    queue: record.queue,
    definition: record.jobDefinition,
    command: [...record.command, '--job-spec', records.at(prefix + chunk.rowsFile)],
    arraySize: arraySizeOf(chunk),
    // A retry runs after all that its rows had to wait for.
    dependsOn: prefix === '' ? dependsOn : [],
    tags: { ...jobTags(record.name, record.tool.definition, tags), [RUN_UID_TAG]: record.uid },
    shareIdentifier: requests.share,
    priority: requests.priority,
    vcpus: requests.vcpus,
    memoryMiB: chunk.memoryMiB ?? requests.memoryMiB,
    timeoutSeconds: requests.timeoutSeconds,
    attempts: requests.attempts,
  };
}
