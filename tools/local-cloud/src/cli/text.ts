import type { CloudStatus } from '../cloud/status.ts';
import type { StopResult } from '../cloud/stop.ts';
import type { EngineStop } from '../engine/ensure-engine.ts';

/** A cloud's status for people. */
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
    counts
      ? `  holds         ${counts.buckets} buckets, ${counts.repositories} repositories, ${counts.jobs} jobs`
      : '  The AWS endpoint does not answer.',
    `Use it in this shell:  eval "$(npm run --silent local-cloud -- env --name ${status.name})"`,
  ].join('\n');
}

/** What a stop did, for people. */
export function describeStop(name: string, cloud: StopResult, engine: EngineStop): string {
  const lines = cloud.removed.map((thing) => `removed ${thing}`);
  if (lines.length === 0) lines.push(`The cloud "${name}" did not run.`);
  if (cloud.inTheWay.length > 0) {
    lines.push(
      `The network ${name} stays: containers of others are in it: ${cloud.inTheWay.join(', ')}`,
    );
  }
  if (engine.stopped) lines.push('stopped the container engine that was started for it');
  else if (engine.because === 'in-use') {
    lines.push(`The container engine stays, for it is in use: ${engine.users.join(', ')}`);
  }
  return lines.join('\n');
}
