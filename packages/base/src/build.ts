import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch } from 'node:process';

/**
 * Copies the Node binary of the npm package that package.json pins into the build directory. The
 * lock file has its checksum, and the workspace runs on the same binary.
 */
const require = createRequire(import.meta.url);
const node = require.resolve(`node-linux-${arch}/bin/node`);
await mkdir('dist', { recursive: true });
await copyFile(node, 'dist/node');
