import { DEBIAN_13, ensureHelperImage, workspaceRoot } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Debian's chromium in a container. It shares the network of this machine, and so its loopback. */
export interface Chromium {
  readonly browser: Browser;
  readonly stop: () => Promise<void>;
}

export async function startChromium(): Promise<Chromium> {
  const image = await ensureHelperImage(
    {
      repository: 'joblayer/chromium',
      context: join(workspaceRoot, 'tools/catalogue/images/chromium'),
      base: { argument: 'DEBIAN_IMAGE', image: debianImage() },
    },
    { notify: () => undefined },
  );
  const name = `joblayer-test-${randomUUID()}`;
  const options = ['--name', name, '--network', 'host'];
  const child = spawn('docker', ['run', '--rm', ...options, image, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await debuggingAddress(child.stderr);
  const browser = await chromium.connectOverCDP(address);
  const stop = async () => {
    await browser.close();
    await run(['docker', 'rm', '--force', '--volumes', name]);
  };
  return { browser, stop };
}

/** Chromium chooses a free port, and prints it. */
function debuggingAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const address = /DevTools listening on (?<address>ws:\S+)/.exec(text)?.groups?.['address'];
      if (address !== undefined) resolve(address);
    });
    stderr.once('end', () => reject(new Error(`chromium did not start:\n${text}`)));
  });
}

/** `npm test` names it. */
function debianImage(): string {
  const image = process.env[DEBIAN_13.variable];
  if (image === undefined) throw new Error(`${DEBIAN_13.variable} is not set: start npm test`);
  return image;
}
