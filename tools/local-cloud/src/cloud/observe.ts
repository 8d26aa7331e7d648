import { inspect } from '../docker.ts';
import { LocalCloudError } from '../error.ts';
import { CLOUD_LABEL, CONTAINER_PORT, type CloudNames } from './plan.ts';

interface ContainerDescription {
  readonly Id: string;
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
  readonly State: { readonly Running: boolean; readonly StartedAt: string };
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;
  };
}

/** One of the cloud's two servers, as the engine reports it. */
export interface Part {
  readonly container: string;
  readonly running: boolean;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The port on 127.0.0.1; `undefined` while it does not run. */
  readonly port: number | undefined;
}

/**
 * The cloud's server of that name, or `undefined` where there is none.
 *
 * @throws LocalCloudError `name-taken` when the container of that name is not a cloud's
 */
export async function observePart(names: CloudNames, container: string): Promise<Part | undefined> {
  const found = await inspect<ContainerDescription>('container', container);
  if (!found) return undefined;
  requireOurs(names, 'container', container, found.Config.Labels);
  const port = found.NetworkSettings.Ports[`${CONTAINER_PORT}/tcp`]?.[0]?.HostPort;
  return {
    container,
    running: found.State.Running,
    startedAt: found.State.StartedAt,
    port: port === undefined ? undefined : Number(port),
  };
}

/** The ports of both servers; `undefined` unless both run. */
export async function publishedPorts(
  names: CloudNames,
): Promise<{ readonly awsPort: number; readonly registryPort: number } | undefined> {
  const [aws, registry] = await Promise.all([
    observePart(names, names.aws),
    observePart(names, names.registry),
  ]);
  if (!aws?.running || !registry?.running) return undefined;
  if (aws.port === undefined || registry.port === undefined) return undefined;
  return { awsPort: aws.port, registryPort: registry.port };
}

/**
 * Whether the cloud's network exists.
 *
 * @throws LocalCloudError `name-taken` when the network of that name is not a cloud's
 */
export async function networkExists(names: CloudNames): Promise<boolean> {
  const found = await inspect<{ Labels: Record<string, string> | null }>('network', names.network);
  if (found) requireOurs(names, 'network', names.network, found.Labels);
  return found !== undefined;
}

function requireOurs(
  names: CloudNames,
  kind: string,
  name: string,
  labels: Readonly<Record<string, string>> | null,
): void {
  if (labels?.[CLOUD_LABEL] !== names.name) {
    throw new LocalCloudError({ code: 'name-taken', kind, name });
  }
}
