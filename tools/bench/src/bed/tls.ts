import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchError } from '../error.ts';
import type { RunContext } from '../run-context.ts';
import type { Directories } from './directories.ts';
import { containerId, docker } from './docker.ts';
import type { Endpoint, Way } from './endpoint.ts';

/** The ports in `images/tls/haproxy.cfg`. */
const TLS_PORT = 5443;
const LINK_PORTS = { limited: 5081, crawling: 5082, 'crawling-fast': 5083 } as const;
const TRIES = 100;
const RETRY_EVERY_MS = 100;

export interface TlsTerminator {
  readonly name: string;
  readonly containerId: string;
  readonly endpoints: Readonly<Record<Exclude<Way, 'http'>, Endpoint>>;
}

/**
 * Starts a TLS terminator in front of `server`. Each side trusts its certificate by variables of the environment. The
 * terminator also has ports that limit the rate of responses.
 */
export async function startTls(
  context: RunContext,
  image: string,
  network: string,
  server: Endpoint,
  { data }: Directories,
): Promise<TlsTerminator> {
  const name = `${context.name}-tls`;
  await docker(
    [
      ...['run', '--detach', '--rm', '--name', name, '--network', network],
      ...['--env', `TLS_NAME=${name}`, '--env', `S3_SERVER=${new URL(server.url).host}`, image],
    ],
    context.signal,
  );
  await writeFile(path.join(data, 'ca.pem'), await certificate(name, context.signal));
  const link = (port: number): Endpoint => at(server, `http://${name}:${port}`, {});
  return {
    name,
    containerId: await containerId(name),
    endpoints: {
      https: { ...at(server, `https://${name}:${TLS_PORT}`, TRUST), scheme: 'https' },
      limited: link(LINK_PORTS.limited),
      crawling: link(LINK_PORTS.crawling),
      'crawling-fast': link(LINK_PORTS['crawling-fast']),
    },
  };
}

const TRUST = Object.fromEntries(
  ['AWS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'].map((variable) => [
    variable,
    '/data/ca.pem',
  ]),
);

const at = (server: Endpoint, url: string, env: Endpoint['env']): Endpoint => ({
  ...server,
  url,
  env: { ...server.env, AWS_ENDPOINT_URL: url, ...env },
});

async function certificate(name: string, signal: AbortSignal): Promise<string> {
  for (let left = TRIES; left > 0; left -= 1) {
    const text = await docker(['exec', name, 'cat', '/run/tls/ca.pem'], signal).catch(() => '');
    if (text.includes('END CERTIFICATE')) return `${text}\n`;
    await sleep(RETRY_EVERY_MS, undefined, { signal });
  }
  throw new BenchError({ code: 'unhealthy', container: name });
}
