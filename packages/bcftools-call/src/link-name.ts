import { linkName } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

type Alignments = StagedFile<{ readonly bai: string | undefined }>;

/** A file's name, which bcftools prints for reads without a sample. Files of one name have their directory in front. */
export const labelOf = ({ name, directory }: StagedFile): string =>
  directory === undefined ? name : `${directory}/${name}`;

/** The path of the link in the work directory, where bcftools reads the file. */
export const linkOf = (file: StagedFile, workDir: string): string =>
  `${workDir}/${linkName(labelOf(file))}`;

/** Whether the link has the file's own name, and no directory. */
export const keepsName = (file: StagedFile): boolean => linkName(labelOf(file)) === file.name;

/** Links a file and its index, if another file has its name, or if htslib would split the name. */
export function linkUnderOtherName(file: Alignments, workDir: string): readonly Step[] {
  if (keepsName(file)) return [];
  const link = linkOf(file, workDir);
  const directory = link.slice(0, link.lastIndexOf('/'));
  const { bai } = file.secondaryFiles;
  const linking = [file.path, ...(bai === undefined ? [] : [bai])].map((path): Step => ({
    pipeline: [['ln', '-s', targetOf(path, file), `${directory}/${linkName(baseOf(path))}`]],
  }));
  return file.directory === undefined
    ? linking
    : [{ pipeline: [['mkdir', '-p', directory]] }, ...linking];
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The target of a link is relative to the link's directory, which may lie one level deeper than the work directory. */
const targetOf = (path: string, { directory }: StagedFile): string =>
  directory === undefined || path.startsWith('/') ? path : `../${path.replace(/^\.\//, '')}`;
