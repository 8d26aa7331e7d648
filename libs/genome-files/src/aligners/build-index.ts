import type { PrepareContext, StagedFile, Step } from '@joblayer/job-runtime';
import { checkFasta } from '../fasta/load.ts';
import type { FastaSequence } from '../fasta/rules.ts';
import { layOutFile } from '../lay-out.ts';
import { plainPaths } from './plain-paths.ts';
import { FAI, SIZES } from './names.ts';

const isCompressed = ({ name }: StagedFile): boolean => name.toLowerCase().endsWith('.gz');

/**
 * Reads the FASTA given with `--reference`, and writes the names and lengths of its sequences for the index.
 *
 * @throws JobError `bad-data`
 */
export async function checkGenomeToIndex(
  reference: StagedFile,
  { resolve, signal, workDir }: Pick<PrepareContext, 'resolve' | 'signal' | 'workDir'>,
): Promise<readonly FastaSequence[]> {
  const { sequences } = await checkFasta({
    subject: `the FASTA given with --reference, ${reference.name},`,
    path: resolve(reference.path),
    compressions: isCompressed(reference) ? ['none', 'gzip', 'bgzip'] : ['none'],
    signal,
  });
  const lines = sequences.map(({ name, bases, offsetBytes, lineBases, lineBytes }) =>
    [name, bases, offsetBytes, lineBases, lineBytes].join('\t'),
  );
  await layOutFile({ resolve, workDir }, FAI, `${lines.join('\n')}\n`);
  return sequences;
}

/** A file that a tool reads uncompressed, under a path that it does not split, and the steps that lay it out. */
export interface PlainFile {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** @param name the start of the name of the file in the work directory, if there has to be one */
export function plainFile(file: StagedFile, name: string, workDir: string): PlainFile {
  if (!isCompressed(file)) {
    const { paths, steps } = plainPaths([file], name, workDir);
    return { path: paths[0] ?? file.path, steps };
  }
  const path = `${workDir}/${name}${file.name.slice(file.stem.length).replace(/\.gz$/i, '')}`;
  const argv = ['gzip', '--decompress', '--stdout', '--force', '--', file.path] as const;
  return { path, steps: [{ pipeline: [argv], stdoutTo: path }] };
}

/**
 * Makes an index directory: what the tool writes there, the genome's names and lengths, and the list of its files by
 * which a job finds out that one was cut short.
 *
 * @param build the steps that write files into the directory
 */
export const buildIndex = (
  directory: string,
  workDir: string,
  build: readonly Step[],
): readonly Step[] => [
  { pipeline: [['mkdir', '-p', directory]] },
  ...build,
  { pipeline: [['cp', `${workDir}/${FAI}`, `${directory}/${FAI}`]] },
  ...listSizes(directory, workDir),
];

/** Writes the list of an index's files, by which a job finds out that one was cut short. */
export const listSizes = (directory: string, workDir: string): readonly Step[] => [
  {
    pipeline: [
      ['find', directory, '-type', 'f', '-printf', '%s\\t%P\\n'],
      ['sort', '-k', '2'],
    ],
    stdoutTo: `${workDir}/${SIZES}`,
  },
  { pipeline: [['mv', '-T', `${workDir}/${SIZES}`, `${directory}/${SIZES}`]] },
];
