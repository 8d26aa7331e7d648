import type { StagedFile, Step } from '@joblayer/job-runtime';
import { layOutFile, type Layout } from './lay-out.ts';
import { MERGE_REGIONS, READ_REGIONS, SAME_NAMES } from './regions-program.ts';

const READ = 'read-regions.awk';
const MERGE = 'merge-regions.awk';

/** The endings of a file of regions, as an input's definition has them. */
export const REGION_SUFFIXES: readonly string[] = [
  ...['.bed.gz', '.tsv.gz', '.txt.gz'],
  ...['.bed', '.tsv', '.txt'],
];

/** What the descriptions of such inputs say of their form. */
export const REGION_FORMS = 'BED, or lines of name, first and last base, from 1';

/** Regions in the one form that a tool reads, and what is to be run before they are there. */
export interface PreparedRegions {
  readonly path: string;
  readonly steps: readonly Step[];
}

export interface RegionsRequest {
  /** The option of the file: it names the file in messages, and what is written. */
  readonly option: `--${string}`;
  readonly file: StagedFile;
  /** A path: the genome's `.fai`, lines of name and length, or the header of alignments as SAM. */
  readonly genome: string;
  /** How the tool counts: `bed` from 0 with an open end, `tsv` from 1 with the last base. */
  readonly as: 'bed' | 'tsv';
  readonly workDir: string;
}

/**
 * Lays out the programs that `prepareRegions` runs.
 *
 * @param names awk's `key(name)`, for a tool to which two names of a sequence may be one: those with an equal key are
 */
export async function layOutRegions(layout: Layout, names = SAME_NAMES): Promise<void> {
  await layOutFile(layout, READ, `${names}\n${READ_REGIONS}`);
  await layOutFile(layout, MERGE, MERGE_REGIONS);
}

/**
 * The one way in which tools read regions, so that all agree. A name that ends in `.bed` or `.bed.gz` makes it BED, all
 * others count from 1. Fields lie between tabs or spaces; track, browser, comment and empty lines are passed over. The
 * steps exit with 65 for a line that is no region, and for a region that the genome does not have. What is written is
 * in the genome's order, and no two of its regions overlap.
 */
export function prepareRegions(request: RegionsRequest): PreparedRegions {
  const { option, file, genome, as, workDir } = request;
  const isBed = /\.bed(\.gz)?$/i.test(file.name);
  const path = `${workDir}/joblayer${option.slice(1)}.${as}`;
  return {
    path,
    steps: [
      {
        pipeline: [
          ['gzip', '--decompress', '--stdout', '--force', '--', file.path],
          [
            ...(['awk', '-f', `${workDir}/${READ}`, `option=${option}`] as const),
            ...[`bed=${isBed ? 1 : 0}`, genome, 'regions=1', '-'],
          ],
          ['sort', '-t', '\t', '-k', '1,1n', '-k', '3,3n'],
          ['awk', '-f', `${workDir}/${MERGE}`, `bed=${as === 'bed' ? 1 : 0}`],
        ],
        stdoutTo: path,
      },
    ],
  };
}
