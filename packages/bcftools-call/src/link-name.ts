import type { StagedFile, Step } from '@joblayer/job-runtime';

/** What htslib takes for the end of a file's name, and the start of its index's. */
const INDEX_MARK = '##idx##';

/** The name of the link to a file of alignments. */
export const linkName = (name: string): string => name.replaceAll(INDEX_MARK, '##_idx##');

type Alignments = StagedFile<{ readonly bai: string | undefined }>;

/** Links a file, and its index beside it, whose own name htslib would divide. */
export function linkUnderOtherName(file: Alignments, workDir: string): readonly Step[] {
  if (linkName(file.name) === file.name) return [];
  const { bai } = file.companions;
  return [file.path, ...(bai === undefined ? [] : [bai])].map((path) => ({
    pipeline: [['ln', '-s', path, `${workDir}/${linkName(path.slice(path.lastIndexOf('/') + 1))}`]],
  }));
}
