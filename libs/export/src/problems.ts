import { BAD_DATA, CANNOT_WRITE, LOCAL_IO } from '@joblayer/problem/exit-codes';
import { defineProblems } from '@joblayer/problem';

interface FileExists {
  directory: string;
  /** Relative to the directory. */
  files: readonly string[];
}

interface PathClash {
  path: string;
  tools: readonly string[];
}

const MOST_SHOWN = 5;

const shown = (files: readonly string[]): string =>
  files.length <= MOST_SHOWN
    ? files.join(', ')
    : `${files.slice(0, MOST_SHOWN).join(', ')} and ${files.length - MOST_SHOWN} more`;

/** Problems of writing an export. Nothing was written if one of them is thrown. */
export const exportProblem = defineProblems({
  'export-not-written': ({ directory, detail }: { directory: string; detail: string }) =>
    `The export cannot be written to ${directory}: ${detail}. Nothing was written. Give another directory with --out.`,
  'export-disk-failed': ({ directory, detail }: { directory: string; detail: string }) =>
    `The disk failed while the export was written to ${directory}: ${detail}. Nothing was written. Free some space, or give another directory with --out.`,
  'export-file-exists': ({ directory, files }: FileExists) =>
    `${directory} has files with other content: ${shown(files)}. Nothing was written. Give another directory with --out, or --overwrite to replace them.`,
  'export-path-clash': ({ path, tools }: PathClash) =>
    `${tools.join(' and ')} would both write ${path}, with different content. Nothing was written. Export them one by one, each to its own directory.`,
});

type Code = (typeof exportProblem.codes)[number];

/** The exit codes of docs/exit-codes.md. */
export const EXPORT_EXIT_CODES: Readonly<Record<Code, number>> = {
  'export-not-written': CANNOT_WRITE,
  'export-disk-failed': LOCAL_IO,
  'export-file-exists': CANNOT_WRITE,
  'export-path-clash': BAD_DATA,
};
