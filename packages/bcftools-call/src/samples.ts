import { layOutFile, linkName, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

const NAME = 'samples.awk';
const RENAMED = 'file-samples.txt';

/** Reads lines of sample and file, one file of them for each file of alignments. */
const PROGRAM = `
BEGIN { FS = "\\t" }
{
  if (!($0 in seen)) print "sample " $1 " is read from " $2 > "/dev/stderr"
  seen[$0]
  if ($1 in from && from[$1] != $2 && !merge && !failed) {
    print "sample " $1 " is in two files given with --bam, " from[$1] " and " $2 ": their reads would be called as those of one sample. Give --merge-samples if they are, or other names in their read groups (samtools addreplacerg)" > "/dev/stderr"
    failed = 1
  }
  from[$1] = $2
}
END { if (failed) exit 65 }
`;

/** mpileup gives a file without read groups its path as the sample: it is to be its name. */
export async function layOutSamples(layout: Layout, files: readonly StagedFile[]): Promise<void> {
  await layOutFile(layout, NAME, PROGRAM);
  const lines = files.map(
    ({ name }) => `${escape(`${layout.workDir}/${linkName(name)}`)} ${escape(name)}\n`,
  );
  await layOutFile(layout, RENAMED, lines.join(''));
}

const escape = (name: string): string => name.replaceAll(/[\\\s]/g, '\\$&');

/** Logs which file holds which sample; fails where two hold the same one, unless that is allowed. */
export const expectSamples = (lists: readonly string[], workDir: string, merge: boolean): Step => ({
  pipeline: [['awk', '-f', `${workDir}/${NAME}`, `merge=${merge ? 1 : 0}`, ...lists]],
});

/** Between mpileup and call, so that the sexes name the same samples as the VCF. */
export const renameSamples = (workDir: string): Step['pipeline'][0] => [
  ...(['bcftools', 'reheader', '-s', `${workDir}/${RENAMED}`, '-'] as const),
];
