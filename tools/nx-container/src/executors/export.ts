import { runLines } from '@joblayer/descriptors';
import { toolFiles, writeExport } from '@joblayer/export';
import { parseDescription } from '@joblayer/tool-definition/parse-description';
import { join, resolve } from 'node:path';
import { exportedImage } from '../image/exported-image.ts';
import { imageProblem } from '../image/problems.ts';
import { type ImageOptions, sourcesOf } from '../registry/remotes.ts';
import { say } from '../say.ts';
import { describePackage } from '../tool-source/describe-package.ts';
import { toolOf } from '../tool-source/tool-process.ts';
import { executor } from './executor.ts';

interface ExportFlags {
  readonly format: string;
  /** Relative to the workspace's root. */
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Prints only the paths of the files that it wrote to standard output. */
export default executor<ImageOptions & ExportFlags>(async (pkg, options) => {
  const { format, out = `joblayer-${format}`, overwrite = false } = options;
  const parsed = parseDescription((await describePackage(pkg)) ?? '');
  if (!('description' in parsed))
    throw imageProblem({ code: 'nothing-to-export', name: pkg.name, source: toolOf(pkg) });
  const { description } = parsed;
  const { image, isLocalImage } = await exportedImage(pkg, sourcesOf(options));
  const files = toolFiles(format, { name: pkg.name, description, image, isLocalImage });
  const { written, unchanged } = await writeExport(resolve(pkg.workspaceRoot, out), files, {
    overwrite,
  });
  for (const path of written) process.stdout.write(`${join(out, path)}\n`);
  if (unchanged.length > 0) say(`${out}: ${unchanged.length} files had this content already`);
  say(`image: ${image}`);
  if (isLocalImage)
    say(
      `Only the engine of this machine has that image, so other machines cannot run these files. Push it (nx run ${pkg.name}:docker-push), and export it again.`,
    );
  for (const line of runLines(format, description, out)) say(`run it: ${line}`);
});
