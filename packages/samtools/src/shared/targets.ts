import { prepareRegions, type PreparedRegions } from '@joblayer/genome-files';
import type { StagedFile } from '@joblayer/job-runtime';

/** Target regions as BED, checked against the header of the alignments. */
export function targetRegions(
  targets: StagedFile,
  alignments: string,
  workDir: string,
): PreparedRegions {
  const genome = `${workDir}/header.sam`;
  const { path, steps } = prepareRegions({
    ...({ option: '--targets', file: targets, genome, as: 'bed', workDir } as const),
  });
  return {
    path,
    steps: [{ pipeline: [['samtools', 'view', '-H', alignments]], stdoutTo: genome }, ...steps],
  };
}
