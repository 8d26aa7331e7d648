import { EngineError, textOf, withQuery, type Engine } from './engine.ts';

export interface ImageFacts {
  readonly Config: { readonly Volumes: Readonly<Record<string, unknown>> | null } | null;
}

/** `user:password` in base64 by registry, as docker's configuration file has them. */
export type RegistryAuths = Readonly<Record<string, { readonly auth: string }>>;

/** The image, which is pulled where the engine lacks it. @throws EngineError */
export async function ensureImage(
  engine: Engine,
  image: string,
  auths: RegistryAuths,
): Promise<ImageFacts> {
  const path = `/images/${encodeURIComponent(image)}/json`;
  try {
    return (await engine.call('GET', path)) as ImageFacts;
  } catch (error) {
    if (!(error instanceof EngineError) || error.httpStatus !== 404) throw error;
  }
  await pull(engine, image, auths);
  return (await engine.call('GET', path)) as ImageFacts;
}

async function pull(engine: Engine, image: string, auths: RegistryAuths): Promise<void> {
  const isTagged = /@sha256:|:[^/]*$/.test(image);
  const path = withQuery('/images/create', { fromImage: isTagged ? image : `${image}:latest` });
  const response = await engine.open('POST', path, { headers: authHeader(image, auths) });
  // Once the response has begun, the engine reports a failure in a line of it.
  const failed = (await textOf(response))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { error?: string })
    .find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw new EngineError(500, failed.error);
}

function authHeader(image: string, auths: RegistryAuths): Record<string, string> {
  const registry = image.slice(0, image.indexOf('/'));
  const auth = auths[registry]?.auth;
  if (auth === undefined) return {};
  const [username = '', password = ''] = Buffer.from(auth, 'base64').toString().split(':');
  const header = JSON.stringify({ username, password, serveraddress: registry });
  // For URLs, but with padding, which Node's `base64url` leaves out.
  const encoded = Buffer.from(header).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return { 'x-registry-auth': encoded };
}
