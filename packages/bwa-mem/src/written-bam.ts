import type { Step } from '@joblayer/job-runtime';

const INDEX_MARK = '##idx##';

/**
 * What samtools is to write the BAM and its index to, in one argument. It reads the format and the index's name out of
 * it: where the names would mislead it, both are written to the work directory, and moved by the steps afterwards.
 *
 * https://www.htslib.org/doc/1.21/samtools.html#GLOBAL_COMMAND_OPTIONS
 */
export function writtenBam(
  { bam, bai }: { readonly bam: string; readonly bai: string },
  workDir: string,
): { readonly path: string; readonly steps: readonly Step[] } {
  if (bam.endsWith('.bam') && !`${bam}${bai}`.includes(INDEX_MARK)) {
    return { path: bam + INDEX_MARK + bai, steps: [] };
  }
  const written = `${workDir}/joblayer-written.bam`;
  const index = `${written}.${bai.endsWith('.csi') ? 'csi' : 'bai'}`;
  const move = (from: string, to: string): Step => ({ pipeline: [['mv', '-T', from, to]] });
  return { path: written + INDEX_MARK + index, steps: [move(index, bai), move(written, bam)] };
}
