import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch } from 'node:process';

/**
 * Lays out what the image takes from here: the Node binary of the npm package that package.json pins, which the
 * lock file's integrity covers. The workspace runs on the same one.
 */
const require = createRequire(import.meta.url);
const node = require.resolve(`node-linux-${arch}/bin/node`);
await mkdir('dist', { recursive: true });
await copyFile(node, 'dist/node');
