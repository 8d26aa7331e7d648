import { logTail } from '../docker.ts';
import { hostEnvironment, jobEnvironment, type Environment } from './environment.ts';
import { ACCOUNT_ID, REGION, type CloudNames } from './plan.ts';
import type { CloudState } from './state.ts';
import { stopCloud, type StopResult } from './stop.ts';

/** An AWS on this machine: S3, ECR, Batch, CloudWatch Logs, STS, IAM and EC2 at one endpoint, and a registry. */
export interface Cloud {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** For processes on this host. */
  readonly endpointUrl: string;
  /** `127.0.0.1:PORT`: where images are pushed to and pulled from. */
  readonly registry: string;
  /** The engine's network in which the endpoint and every job's container are. */
  readonly network: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** For processes on this host; `undefined` takes a variable away. */
  readonly env: Environment;
  /** For job containers, which see the endpoint under its name in the network. */
  readonly jobEnv: Readonly<Record<string, string>>;
  /** False when a cloud of that name already ran. */
  readonly startedByUs: boolean;
  /** The end of the AWS endpoint's own log; there it says why a job could not be started. */
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
