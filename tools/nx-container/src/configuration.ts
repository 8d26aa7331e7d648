import { defineProblems } from '@joblayer/problem';
import { type PluginOptions, reuseSchema } from './options/plugin-options.ts';
import type { RegistryCredentials } from '@joblayer/registry';

export const variableProblem = defineProblems({
  'invalid-variable': ({
    name,
    value,
    expected,
  }: {
    name: string;
    value: string;
    expected: readonly string[];
  }) => `${name} is "${value}". Set it to one of ${expected.join(', ')}.`,
});

const ARGUMENT_PREFIX = 'JOBLAYER_ARG_';
const JOB_PREFIX = 'JOBLAYER_JOB_ENV_';
const CREDENTIALS = /^JOBLAYER_REGISTRY_(?<name>\w+)_USER$/;

/**
 * The settings from the environment. AWS's own variables are left to its SDK, and Docker's to
 * docker.
 */
export interface Configuration {
  /**
   * `JOBLAYER_REGISTRY`: host[:port] that replaces the one that ECR names. Where it is set, it is
   * the only registry, unless others are chosen by name. Default: ECR's.
   */
  readonly registryHost: string | undefined;
  /** `JOBLAYER_ARG_<NAME>`: value of the Dockerfiles' ARG <NAME> before the first FROM. Default: the ARG's. */
  readonly buildArguments: Readonly<Record<string, string>>;
  /**
   * `JOBLAYER_BUILD_NETWORK`: the network of the builds' RUN lines, such as `host`. Default: the
   * engine's.
   */
  readonly buildNetwork: string | undefined;
  /**
   * `JOBLAYER_JOB_ENV_<NAME>`: variable <NAME> of the jobs' containers, such as a local cloud's
   * endpoint.
   */
  readonly jobEnvironment: Readonly<Record<string, string>>;
  /** `JOBLAYER_REGISTRY_<NAME>_USER` and `…_PASSWORD`, by <NAME>. Default: docker's own login. */
  readonly registryCredentials: ReadonlyMap<string, RegistryCredentials>;
  /** `JOBLAYER_REUSE`: overrides the option `reuse` in nx.json. */
  readonly reuse: PluginOptions['reuse'] | undefined;
  /** `JOBLAYER_ENGINE_PLATFORM`: `linux/amd64`. The plugin itself sets it before Nx runs tasks. */
  readonly platform: string | undefined;
}

export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  return Object.freeze({
    registryHost: env['JOBLAYER_REGISTRY'] || undefined,
    buildArguments: named(env, ARGUMENT_PREFIX),
    buildNetwork: env['JOBLAYER_BUILD_NETWORK'] || undefined,
    jobEnvironment: named(env, JOB_PREFIX),
    registryCredentials: registryCredentials(env),
    reuse: reuseOf(env['JOBLAYER_REUSE'] || undefined),
    platform: env['JOBLAYER_ENGINE_PLATFORM'] || undefined,
  });
}

/** The variables with a prefix, by the rest of their names. An empty one counts as unset. */
function named(env: NodeJS.ProcessEnv, prefix: string): Readonly<Record<string, string>> {
  const found = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(prefix) && value ? [[name.slice(prefix.length), value]] : [],
  );
  return Object.freeze(Object.fromEntries(found));
}

function reuseOf(text: string | undefined): PluginOptions['reuse'] | undefined {
  const result = reuseSchema.optional().safeParse(text);
  if (result.success) return result.data;
  const expected = reuseSchema.options;
  throw variableProblem({
    code: 'invalid-variable',
    name: 'JOBLAYER_REUSE',
    value: text ?? '',
    expected,
  });
}

function registryCredentials(env: NodeJS.ProcessEnv): Map<string, RegistryCredentials> {
  const found = new Map<string, RegistryCredentials>();
  for (const [variable, username] of Object.entries(env)) {
    const name = CREDENTIALS.exec(variable)?.groups?.['name'];
    const password = name && env[`JOBLAYER_REGISTRY_${name}_PASSWORD`];
    if (name && username && password) found.set(name, { kind: 'password', username, password });
  }
  return found;
}

/** The name of a registry in nx.json, as variables write it: `LAB_EU` for `lab-eu`. */
export const inVariables = (name: string): string => name.toUpperCase().replaceAll(/\W/g, '_');
