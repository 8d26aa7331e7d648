const ARGUMENT_PREFIX = 'JOBLAYER_ARG_';

/** What the environment decides. AWS's own variables are left to its SDK, and Docker's to docker. */
export interface Configuration {
  /** `JOBLAYER_REGISTRY`: host[:port] that takes the place of the one that ECR names. Default: ECR's. */
  readonly registryHost: string | undefined;
  /** `JOBLAYER_ARG_<NAME>`: value of the Dockerfiles' ARG <NAME> before the first FROM. Default: the ARG's. */
  readonly buildArguments: Readonly<Record<string, string>>;
}

export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const buildArguments = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(ARGUMENT_PREFIX) && value ? [[name.slice(ARGUMENT_PREFIX.length), value]] : [],
  );
  return Object.freeze({
    registryHost: env['JOBLAYER_REGISTRY'] || undefined,
    buildArguments: Object.freeze(Object.fromEntries(buildArguments)),
  });
}
