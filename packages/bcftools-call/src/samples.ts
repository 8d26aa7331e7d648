import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { labelOf, linkOf } from './link-name.ts';

const NAME = 'samples.awk';
const RENAMED = 'file-samples.txt';

/** Reads lines of sample and file, in one list for each file of alignments. */
const PROGRAM = `
BEGIN { FS = "\\t" }
{
  if (!($0 in seen)) print "sample " $1 " is read from " $2 > "/dev/stderr"
  seen[$0]
  if ($1 in from && from[$1] != $2 && !merge && !failed) {
    print "sample " $1 " is in two files given with --bam, " from[$1] " and " $2 ": bcftools would call their reads as one sample. If they are one sample, give --merge-samples. Otherwise give them other names in their read groups (samtools addreplacerg)" > "/dev/stderr"
    failed = 1
  }
  from[$1] = $2
}
END { if (failed) exit 65 }
`;

/**
 * Writes the new sample names. mpileup names the sample of a file without read groups by its path.
 * The file's name replaces that.
 */
export async function layOutSamples(layout: Layout, files: readonly StagedFile[]): Promise<void> {
  await layOutFile(layout, NAME, PROGRAM);
  const lines = files.map(
    (file) => `${escape(linkOf(file, layout.workDir))} ${escape(labelOf(file))}\n`,
  );
  await layOutFile(layout, RENAMED, lines.join(''));
}

const escape = (name: string): string => name.replaceAll(/[\\\s]/g, '\\$&');

/**
 * Logs the sample of each file. Fails if two files hold the same sample, unless that is allowed.
 */
export const expectSamples = (lists: readonly string[], workDir: string, merge: boolean): Step => ({
  pipeline: [['awk', '-f', `${workDir}/${NAME}`, `merge=${merge ? 1 : 0}`, ...lists]],
});

/** Runs between mpileup and call, so that sexes and VCF have the same sample names. */
export const renameSamples = (workDir: string): Step['pipeline'][0] => [
  ...(['bcftools', 'reheader', '-s', `${workDir}/${RENAMED}`, '-'] as const),
];
