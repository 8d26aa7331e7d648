import { linkName } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

type Alignments = StagedFile<{ readonly bai: string | undefined }>;

/** Links a file and its index under another name, if htslib would split the file's own name. */
export function linkUnderOtherName(file: Alignments, workDir: string): readonly Step[] {
  if (linkName(file.name) === file.name) return [];
  const { bai } = file.secondaryFiles;
  return [file.path, ...(bai === undefined ? [] : [bai])].map((path) => ({
    pipeline: [['ln', '-s', path, `${workDir}/${linkName(path.slice(path.lastIndexOf('/') + 1))}`]],
  }));
}
