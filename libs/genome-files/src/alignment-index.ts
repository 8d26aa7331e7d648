import { JobError, type StagedFile, type Step } from '@joblayer/job-runtime';

/** The index of alignments as a secondary file, for a tool that makes it if it is absent. */
export const ALIGNMENT_INDEX = {
  description: 'Its index; if it is absent and a region is given, the job makes it',
  required: false,
  suffixes: ['.bai', '.csi', '.crai'],
} as const;

export interface AlignmentIndexRequest {
  readonly bam: StagedFile<Readonly<Record<'bai', string | undefined>>>;
  readonly workDir: string;
  /** `samtools index` gets these too. */
  readonly threads: readonly string[];
  /** The option that needs an index, for messages. Default: `--region`. */
  readonly option?: `--${string}`;
}

/** A file for samtools to read, and the steps to run first. */
export interface AlignmentIndex {
  readonly path: string;
  readonly steps: readonly Step[];
}

/**
 * The index of the alignments, made if it is absent.
 *
 * @throws JobError `bad-data` for SAM, which cannot be indexed
 */
export function alignmentIndex({
  bam: { path, name, directory, secondaryFiles },
  workDir,
  threads,
  option = '--region',
}: AlignmentIndexRequest): AlignmentIndex {
  if (name.endsWith('.sam')) {
    throw new JobError({
      code: 'bad-data',
      problem: `${option} needs an index, but ${name} is SAM, which cannot have one`,
      advice: 'Give it as BAM or CRAM, sorted by coordinate. Or give the region with --targets.',
    });
  }
  if (secondaryFiles.bai !== undefined) return { path: secondaryFiles.bai, steps: [] };
  // Files of one name get indexes of different names.
  const apart = directory === undefined ? '' : `${directory}-`;
  const made = `${workDir}/${apart}${name}.${name.endsWith('.cram') ? 'crai' : 'csi'}`;
  return {
    path: made,
    steps: [{ pipeline: [['samtools', 'index', '-c', ...threads, '-o', made, path]] }],
  };
}
