import type { CloudStatus } from '../cloud/status.ts';
import type { StopResult } from '../cloud/stop.ts';
import type { EngineStop } from '../engine/ensure-engine.ts';

/** A cloud's status, as text for users. */
export function describeStatus(status: CloudStatus): string {
  if (!status.running || !status.aws || !status.registry) {
    return `The cloud "${status.name}" does not run.`;
  }
  const { aws, registry, counts } = status;
  return [
    `The cloud "${status.name}" runs since ${aws.startedAt}.`,
    `  AWS endpoint  http://127.0.0.1:${aws.port}  (container ${aws.container})`,
    `  registry      127.0.0.1:${registry.port}  (container ${registry.container})`,
    `  network       ${status.network}`,
    `  bucket        s3://${status.bucket}`,
    `  job queue     ${status.queue}${counts ? `, ${counts.vcpus} vCPUs at once` : ''}`,
    counts
      ? `  holds         ${counts.buckets} buckets, ${counts.repositories} repositories, ${counts.jobs} jobs`
      : '  The AWS endpoint does not respond.',
    `Use it in this shell:  eval "$(npm run --silent local-cloud -- env --name ${status.name})"`,
  ].join('\n');
}

/** What a stop did, as text for users. */
export function describeStop(name: string, cloud: StopResult, engine: EngineStop): string {
  const lines = cloud.removed.map((thing) => `removed ${thing}`);
  if (lines.length === 0) lines.push(`The cloud "${name}" did not run.`);
  if (cloud.otherUsers.length > 0) {
    lines.push(
      `The network ${name} stays, because other containers use it: ${cloud.otherUsers.join(', ')}`,
    );
  }
  if (engine.stopped) lines.push('stopped the container engine that was started for the cloud');
  else if (engine.because === 'in-use') {
    lines.push(`The container engine stays, because it is in use: ${engine.users.join(', ')}`);
  }
  return lines.join('\n');
}
