import { prepareRegions } from '@joblayer/genome-files';
import { JobError, type StagedFile, type Step } from '@joblayer/job-runtime';

/** A file for samtools to read, and the steps to run first. */
export interface Prepared {
  readonly path: string;
  readonly steps: readonly Step[];
}

type WithSecondaryFiles<Name extends string> = StagedFile<
  Readonly<Record<Name, string | undefined>>
>;

/**
 * The index of the alignments, made if it is absent.
 *
 * @throws JobError `bad-data` for SAM, which cannot be indexed
 */
export function prepareIndex(
  { path, name, secondaryFiles }: WithSecondaryFiles<'bai'>,
  workDir: string,
  threads: readonly string[],
): Prepared {
  if (name.endsWith('.sam')) {
    throw new JobError({
      code: 'bad-data',
      problem: `--region needs an index, but ${name} is SAM, which cannot have one`,
      advice: 'Give it as BAM or CRAM, sorted by coordinate. Or give the region with --targets.',
    });
  }
  if (secondaryFiles.bai !== undefined) return { path: secondaryFiles.bai, steps: [] };
  const made = `${workDir}/${name}.${name.endsWith('.cram') ? 'crai' : 'csi'}`;
  return {
    path: made,
    steps: [{ pipeline: [['samtools', 'index', '-c', ...threads, '-o', made, path]] }],
  };
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
