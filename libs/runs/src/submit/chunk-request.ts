import type { JobRequest } from '@joblayer/aws-batch';
import type { Run } from '../record/open-run.ts';
import type { Chunk } from '../record/run-record.ts';

/** The tags by which jobs of runs are found. */
export const RUN_TAG = 'joblayer-run';
export const RUN_UID_TAG = 'joblayer-run-uid';
export const TOOL_TAG = 'joblayer-tool';

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
    arraySize: chunk.rows.length > 1 ? chunk.rows.length : undefined,
    // A retry runs after all that its rows had to wait for.
    dependsOn: prefix === '' ? dependsOn : [],
    tags: {
      ...tags,
      [RUN_TAG]: record.name,
      [RUN_UID_TAG]: record.uid,
      [TOOL_TAG]: record.tool.definition,
    },
    shareIdentifier: requests.share,
    priority: requests.priority,
    vcpus: requests.vcpus,
    memoryMiB: chunk.memoryMiB ?? requests.memoryMiB,
    timeoutSeconds: requests.timeoutSeconds,
    attempts: requests.attempts,
  };
}
