import type { Advice } from '@joblayer/aws-batch';

const OPTIONS = 'the options of @joblayer/nx-container';

const setting = (tool: string, memoryMiB: number): string =>
  `"batch": { "tools": { "${tool}": { "memoryMiB": ${memoryMiB} } } }`;

/**
 * What this workspace's users can do about a problem with Batch.
 *
 * @param project the tool's project in Nx
 */
export const adviceFor = (project: string): Advice => ({
  settings: 'nx.json',
  nameQueue: `Give one with --queue, or for all jobs as "batch": { "queue": … } in ${OPTIONS} in nx.json.`,
  register: `Register it: nx run ${project}:batch-register`,
  pushImage: `Push it: nx run ${project}:docker-push. Or register what was pushed last: nx run ${project}:batch-register.`,
  raiseMemory: (tool, memoryMiB) => `Set ${setting(tool, memoryMiB)}, or more, in ${OPTIONS}.`,
  raiseRegisteredMemory: (tool, memoryMiB) =>
    `Where nx.json sets the memory, set ${setting(tool, memoryMiB)}, or more. Then register it again: nx run ${project}:batch-register.`,
});
