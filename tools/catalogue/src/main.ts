import { command, USAGE_ERROR } from '@joblayer/nx-container/command';
import { say } from '@joblayer/nx-container/say';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './site/build-site.ts';
import { serveSite } from './site/serve-site.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DEFAULT_PORT = 4173;
const FAILED = 1;

const USAGE = `npm run catalogue [-- build]

Writes the pages of all tools into tools/catalogue/dist, and serves them to this machine.

  build               only write them
  --port NUMBER       the port to serve at, 0 for a free one; default: ${DEFAULT_PORT}
  --out DIRECTORY     where to write them
  --source-url URL    where the source is on the web; pages link it`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      out: { type: 'string', default: join(ROOT, 'tools/catalogue/dist') },
      'source-url': { type: 'string' },
    },
  });
  const port = Number(values.port);
  const isKnown = positionals.every((word) => word === 'build');
  if (!isKnown || !Number.isInteger(port) || port < 0 || port > 65_535) {
    say(USAGE);
    return USAGE_ERROR;
  }
  const { out, 'source-url': sourceUrl } = values;
  say(`${await buildSite({ root: ROOT, outDir: out, sourceUrl })} pages in ${out}`);
  if (positionals.length > 0) return 0;
  const server = await serveSite(out, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    say(
      `Another program listens at port ${port}. Give another port with --port, or 0 for a free one.`,
    );
  });
  if (!server) return FAILED;
  say(`${server.url} (Ctrl-C ends it)`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
  return 0;
}

await command(USAGE, main);
