import { logTail } from '../docker.ts';
import { hostEnvironment, jobEnvironment, type Environment } from './environment.ts';
import { ACCOUNT_ID, REGION, type CloudNames } from './plan.ts';
import type { CloudState } from './state.ts';
import { stopCloud, type StopResult } from './stop.ts';

/**
 * An AWS on this machine. One endpoint serves S3, ECR, Batch, CloudWatch Logs, STS, IAM and EC2; a
 * registry stands beside it.
 */
export interface Cloud {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The URL for processes on this host. */
  readonly endpointUrl: string;
  /** `127.0.0.1:PORT`, the registry's address for pushes and pulls. */
  readonly registry: string;
  /** The engine's network that holds the endpoint and every job's container. */
  readonly network: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Variables for processes on this host; `undefined` removes one. */
  readonly env: Environment;
  /** Variables for job containers, which reach the endpoint by its name in the network. */
  readonly jobEnv: Readonly<Record<string, string>>;
  /** False when a cloud of this name ran already. */
  readonly startedByUs: boolean;
  /** The last lines of the AWS endpoint's own log. They say why a job could not be started. */
  logTail(lines: number): Promise<string>;
  stop(): Promise<StopResult>;
}

export function describeCloud(names: CloudNames, state: CloudState, startedByUs: boolean): Cloud {
  const env = hostEnvironment({ aws: state.awsPort, registry: state.registryPort });
  return {
    name: names.name,
    accountId: ACCOUNT_ID,
    region: REGION,
    endpointUrl: `http://127.0.0.1:${state.awsPort}`,
    registry: `127.0.0.1:${state.registryPort}`,
    network: names.network,
    startedAt: state.startedAt,
    env,
    jobEnv: jobEnvironment(names),
    startedByUs,
    logTail: (lines) => logTail(names.aws, lines),
    stop: () => stopCloud({ name: names.name }),
  };
}
