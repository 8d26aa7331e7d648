import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';

/**
 * Copies the scripts that Debian's package of MultiQC leaves out into the build directory. Without
 * them its reports have no plots. The first two have the names that MultiQC 1.21 looks for; the
 * Dockerfile names the others.
 */
const require = createRequire(import.meta.url);
const SCRIPTS = {
  'plotly-2.27.0.min.js': 'plotly.js-dist-min/plotly.min.js',
  'jszip.min.js': 'jszip/dist/jszip.min.js',
  'clipboard.min.js': 'clipboard/dist/clipboard.min.js',
  'FileSaver.min.js': 'file-saver/FileSaver.min.js',
  'lz-string.min.js': 'lz-string/libs/lz-string.min.js',
  'jquery.toast.min.js': 'jquery-toast-plugin/dist/jquery.toast.min.js',
};

await mkdir('dist/scripts', { recursive: true });
for (const [name, source] of Object.entries(SCRIPTS))
  await copyFile(require.resolve(source), `dist/scripts/${name}`);
