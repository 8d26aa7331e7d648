import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readTextIfPresent, writeJson } from '../files.ts';
import { stateDirectory } from '../workspace.ts';

/** What a start records for later commands. The engine's state counts where the two differ. */
export interface CloudState {
  readonly name: string;
  readonly awsPort: number;
  readonly registryPort: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

const stateFile = (name: string, directory: string) => path.join(directory, `${name}.json`);

/** The recorded state, or `undefined` where none can be read. */
export async function readState(
  name: string,
  directory = stateDirectory,
): Promise<CloudState | undefined> {
  const text = await readTextIfPresent(stateFile(name, directory));
  return text === undefined ? undefined : parseState(text);
}

export function parseState(text: string): CloudState | undefined {
  let value: Partial<Record<keyof CloudState, unknown>> | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return undefined;
  }
  const { name, awsPort, registryPort, startedAt } = value ?? {};
  return typeof name === 'string' &&
    typeof awsPort === 'number' &&
    typeof registryPort === 'number' &&
    typeof startedAt === 'string'
    ? { name, awsPort, registryPort, startedAt }
    : undefined;
}

export const writeState = (state: CloudState, directory = stateDirectory): Promise<void> =>
  writeJson(stateFile(state.name, directory), state);

export const removeState = (name: string, directory = stateDirectory): Promise<void> =>
  rm(stateFile(name, directory), { force: true });
