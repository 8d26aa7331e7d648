import type { StagedFile, Step } from '@joblayer/job-runtime';
import { join } from 'node:path';

type Companions = Readonly<Record<'fai' | 'gzi', string | undefined>>;

/** A genome that samtools can use, and what is to be run before it is there. */
export interface Reference {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** The FASTA with its indexes beside it; where one is lacking, a link to it in the work directory, beside new ones. */
export function prepareReference(
  { path, name, companions: { fai, gzi } }: StagedFile<Companions>,
  workDir: string,
): Reference {
  const isIndexed = fai !== undefined && (gzi !== undefined || !name.endsWith('.gz'));
  if (isIndexed) return { path, steps: [] };
  const link = join(workDir, name);
  return {
    path: link,
    steps: [{ pipeline: [['ln', '-s', path, link]] }, { pipeline: [['samtools', 'faidx', link]] }],
  };
}
