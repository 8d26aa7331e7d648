import { prepareRegions } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

/** A file for samtools to read, and the steps to run first. */
export interface Prepared {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** Target regions in the form of samtools stats, checked against the header of the alignments. */
export function prepareTargets(
  targets: StagedFile,
  alignments: StagedFile,
  workDir: string,
): Prepared {
  const genome = `${workDir}/header.sam`;
  const regions = prepareRegions({
    ...({ option: '--targets', file: targets, genome, as: 'tsv', workDir } as const),
  });
  const header: Step = {
    pipeline: [['samtools', 'view', '-H', alignments.path]],
    stdoutTo: genome,
  };
  return { path: regions.path, steps: [header, ...regions.steps] };
}
