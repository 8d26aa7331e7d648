import { linkName } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import type { IndexedVariants } from './inputs.ts';

/** A path for bcftools, and the steps to run first. */
export interface Readable {
  readonly path: string;
  readonly steps: readonly Step[];
}

const link = (target: string, path: string): Step => ({ pipeline: [['ln', '-s', target, path]] });

/**
 * A link with a plain name in the work directory. htslib would interpret some names, and bcftools looks for an index
 * beside the name that it is given.
 *
 * @param name its name without the ending
 */
export function linked({ path, name, stem }: StagedFile, as: string, workDir: string): Readable {
  const to = `${workDir}/${as}${name.slice(stem.length).toLowerCase()}`;
  return { path: to, steps: [link(path, to)] };
}

/**
 * The same for variants that bcftools needs an index of. The job compresses plain text, and makes an absent index.
 */
export function linkedWithIndex(
  { file, index }: IndexedVariants,
  as: string,
  { workDir, cpus }: { readonly workDir: string; readonly cpus: number },
): Readable {
  const threads = ['--threads', String(cpus - 1)];
  const own = linked(file, as, workDir);
  const isPlain = file.name.toLowerCase().endsWith('.vcf');
  if (index !== undefined && !isPlain) {
    const suffix = index.slice(index.lastIndexOf('.'));
    return { path: own.path, steps: [...own.steps, link(index, own.path + suffix)] };
  }
  const path = isPlain ? `${own.path}.gz` : own.path;
  return {
    path,
    steps: [
      ...own.steps,
      ...(isPlain ? [compressed(own.path, path, threads)] : []),
      { pipeline: [['bcftools', 'index', '-c', ...threads, path]] },
    ],
  };
}

const compressed = (from: string, to: string, threads: readonly string[]): Step => ({
  pipeline: [['bcftools', 'view', '--no-version', ...threads, '-O', 'z', '-o', to, from]],
});

/**
 * A link with the file's own name, for a report that names the file. Files of one name have their directory in front.
 */
export function linkedAsNamed(
  variants: IndexedVariants,
  isIndexed: boolean,
  context: { readonly workDir: string; readonly cpus: number },
): Readable {
  const { stem, directory } = variants.file;
  const as = linkName(directory === undefined ? stem : `${directory}-${stem}`);
  return isIndexed
    ? linkedWithIndex(variants, as, context)
    : linked(variants.file, as, context.workDir);
}
