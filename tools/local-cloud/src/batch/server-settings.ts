import type { DefaultNames } from './default-resources.ts';

/** The variable in which the AWS container gets its settings, as JSON. */
export const SETTINGS_VARIABLE = 'LOCAL_CLOUD_SETTINGS';

/** What the process in the AWS container needs to know. */
export interface ServerSettings {
  readonly accountId: string;
  readonly region: string;
  /** The port that the endpoint listens on. */
  readonly port: number;
  readonly network: string;
  /** Labels of the jobs' containers. */
  readonly labels: Readonly<Record<string, string>>;
  readonly jobEnvironment: Readonly<Record<string, string>>;
  readonly names: DefaultNames;
  /** How many vCPUs run at once. */
  readonly vcpus: number;
}
