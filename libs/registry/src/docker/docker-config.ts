import { SubprocessError } from '@joblayer/subprocess/error';
import { run } from '@joblayer/subprocess/run';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { basicCredentials, type RegistryCredentials } from '../credentials.ts';
import { registryProblem } from '../problems.ts';

/** https://docs.docker.com/reference/cli/docker/login/#credential-stores */
const configSchema = z.object({
  auths: z
    .record(
      z.string(),
      z.object({ auth: z.string().optional(), identitytoken: z.string().optional() }),
    )
    .optional(),
  credsStore: z.string().optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
});

const replySchema = z.object({ Username: z.string(), Secret: z.string() });

/** A helper needs a key store or at most a person. One that hangs would block the push forever. */
const HELPER_TIMEOUT_MS = 60_000;

/** A helper returns this instead of a user's name where the secret is a refresh token. */
const TOKEN_USER = '<token>';

/** The directory of the user's docker configuration. */
export const dockerConfigDirectory = (): string =>
  process.env['DOCKER_CONFIG'] || join(homedir(), '.docker');

/**
 * The user's docker login to a registry, from a credential helper or docker's own file. Undefined
 * where docker has none.
 *
 * @throws ProblemError `credentials-unreadable`
 */
export async function storedCredentials(
  host: string,
  helperTimeoutMs = HELPER_TIMEOUT_MS,
): Promise<RegistryCredentials | undefined> {
  const file = join(dockerConfigDirectory(), 'config.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw unreadable(file, error.message, error);
  });
  const { auths = {}, credHelpers = {}, credsStore } = parse(configSchema, text, file);
  const helper = credHelpers[host] ?? credsStore;
  if (helper !== undefined) return fromHelper(helper, host, helperTimeoutMs);
  const { auth, identitytoken } = auths[host] ?? auths[`https://${host}`] ?? {};
  if (identitytoken) return { kind: 'identity-token', token: identitytoken };
  return auth ? fromBase64(auth, file) : undefined;
}

/**
 * https://github.com/docker/docker-credential-helpers: the host on standard input, JSON on standard
 * output.
 */
async function fromHelper(
  helper: string,
  host: string,
  timeoutMs: number,
): Promise<RegistryCredentials | undefined> {
  const program = `docker-credential-${helper}`;
  let stdout: string;
  try {
    ({ stdout } = await run([program, 'get'], { input: host, timeoutMs }));
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    // By the protocol, a helper without credentials prints this to standard output.
    if (saysNone(error)) return undefined;
    throw unreadable(program, error.message, error);
  }
  const { Username, Secret } = parse(replySchema, stdout, program);
  return Username === TOKEN_USER
    ? { kind: 'identity-token', token: Secret }
    : { kind: 'password', username: Username, password: Secret };
}

function saysNone(error: SubprocessError): boolean {
  const { stdout = '' } = (error.cause ?? {}) as { stdout?: string };
  return `${stdout}${error.stderr}`.includes('credentials not found');
}

function fromBase64(auth: string, file: string): RegistryCredentials {
  const credentials = basicCredentials(auth);
  if (credentials) return credentials;
  throw unreadable(file, 'an entry is not user:password');
}

function parse<T>(schema: z.ZodType<T>, text: string, source: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unreadable(source, 'it is not in the format that docker writes', error);
  }
}

const unreadable = (source: string, detail: string, cause?: unknown) =>
  registryProblem({ code: 'credentials-unreadable', source, detail }, cause);
