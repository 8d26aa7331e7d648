import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';

/**
 * Copies the two scripts that Debian's package of MultiQC lacks, and without which its reports have
 * no plots, into the build directory. Their names are those that MultiQC 1.21 looks for.
 */
const require = createRequire(import.meta.url);
const SCRIPTS = {
  'plotly-2.27.0.min.js': 'plotly.js-dist-min/plotly.min.js',
  'jszip.min.js': 'jszip/dist/jszip.min.js',
};

await mkdir('dist/scripts', { recursive: true });
for (const [name, source] of Object.entries(SCRIPTS))
  await copyFile(require.resolve(source), `dist/scripts/${name}`);
