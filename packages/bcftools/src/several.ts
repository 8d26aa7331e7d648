import type { StagedFile, Step } from '@joblayer/job-runtime';

/** The input of a definition that reads several files by their indexes. */
export const severalVariants = (description: string) =>
  ({
    kind: 'files',
    description: `${description}, sorted, compressed by bgzip or as BCF`,
    suffixes: ['.vcf.gz', '.bcf'],
  }) as const;

/** The paths of links in the work directory. Two files of one name have a directory each, and no index is written there. */
const linkOf = ({ name }: StagedFile, index: number, workDir: string): string =>
  `${workDir}/${index}${name.endsWith('.bcf') ? '.bcf' : '.vcf.gz'}`;

export const linksTo = (files: readonly StagedFile[], workDir: string): readonly string[] =>
  files.map((file, index) => linkOf(file, index, workDir));

/**
 * Links each file, and makes its index, always: bcftools reads nothing by an index that belongs to another file. The
 * index also shows that a file is whole and sorted.
 */
export const indexedLinks = (
  files: readonly StagedFile[],
  { cpus, workDir }: { readonly cpus: number; readonly workDir: string },
): readonly Step[] =>
  files.flatMap((file, index): Step[] => {
    const link = linkOf(file, index, workDir);
    return [
      { pipeline: [['ln', '-s', file.path, link]] },
      { pipeline: [['bcftools', 'index', '--threads', String(cpus - 1), '-c', link]] },
    ];
  });
