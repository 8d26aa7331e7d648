import { type Cloud, workspaceRoot } from '@joblayer/local-cloud';
import path from 'node:path';

/** The environment of commands of the workspace that use a cloud. */
export function nxEnvironment(cloud: Cloud): Record<string, string> {
  const environment = {
    ...process.env,
    ...cloud.env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    FORCE_COLOR: '0',
    NO_COLOR: undefined,
    // Tasks must find the workspace's Node before the host's.
    PATH: [path.join(workspaceRoot, 'node_modules', '.bin'), process.env['PATH']].join(':'),
  };
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
