import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';

/**
 * Copies the scripts that Debian's package of MultiQC leaves out into the build directory. Without
 * them its reports have no plots. Their names have their versions, which the Dockerfile states too.
 */
const require = createRequire(import.meta.url);
const SCRIPTS = {
  'plotly.js-dist-min': 'plotly.min.js',
  jszip: 'dist/jszip.min.js',
  clipboard: 'dist/clipboard.min.js',
  'file-saver': 'FileSaver.min.js',
  'lz-string': 'libs/lz-string.min.js',
  'jquery-toast-plugin': 'dist/jquery.toast.min.js',
};

await mkdir('dist/scripts', { recursive: true });
for (const [name, file] of Object.entries(SCRIPTS)) {
  const { version } = require(`${name}/package.json`) as { readonly version: string };
  await copyFile(require.resolve(`${name}/${file}`), `dist/scripts/${name}-${version}.js`);
}
