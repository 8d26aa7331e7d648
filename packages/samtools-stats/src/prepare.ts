import { JobError, type StagedFile, type Step } from '@joblayer/job-runtime';

/** A file that samtools reads, and what is to be run before it is there. */
export interface Prepared {
  readonly path: string;
  readonly steps: readonly Step[];
}

type WithCompanions<Name extends string> = StagedFile<Readonly<Record<Name, string | undefined>>>;

/**
 * The index of the alignments, made where there is none.
 *
 * @throws JobError `bad-data` for SAM, which cannot be indexed
 */
export function prepareIndex(
  { path, name, companions }: WithCompanions<'bai'>,
  workDir: string,
  threads: readonly string[],
): Prepared {
  if (name.endsWith('.sam')) {
    throw new JobError({
      code: 'bad-data',
      problem: `--region needs an index, and ${name} is SAM, which can have none`,
      advice: 'Give it as BAM or CRAM, sorted by coordinate; or the region as --targets.',
    });
  }
  if (companions.bai !== undefined) return { path: companions.bai, steps: [] };
  const made = `${workDir}/${name}.${name.endsWith('.cram') ? 'crai' : 'csi'}`;
  return {
    path: made,
    steps: [{ pipeline: [['samtools', 'index', '-c', ...threads, '-o', made, path]] }],
  };
}

/** A BED's lines count from 0 and end before their last base; those that samtools stats reads count from 1. */
const FROM_BED = 'BEGIN { FS = OFS = "\\t" } !/^(#|track|browser|$)/ { print $1, $2 + 1, $3 }';

/** Target regions as samtools stats reads them. */
export function prepareTargets({ path, name }: StagedFile, workDir: string): Prepared {
  if (!name.endsWith('.bed')) return { path, steps: [] };
  const targets = `${workDir}/targets.tsv`;
  return { path: targets, steps: [{ pipeline: [['awk', FROM_BED, path]], stdoutTo: targets }] };
}
