import { run } from '@joblayer/subprocess';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'bundle-'))));
afterEach(() => rmSync(directory, { recursive: true }));

describe('a bundle', () => {
  it('uses Node’s HTTP client without loading undici, however it is imported', async () => {
    const entryPoint = join(directory, 'source.mjs');
    writeFileSync(
      entryPoint,
      `import http, { request } from 'node:http';
       const { request: later } = await import('http');
       const undici = process.moduleLoadList.filter((each) => each.includes('undici'));
       console.log([http.request === request, later === request, undici.length].join());`,
    );
    await bundle(entryPoint, join(directory, 'dist'));
    const { stdout } = await run([process.execPath, join(directory, 'dist/main.js')]);
    expect(stdout).toBe('true,true,0');
  });
});
