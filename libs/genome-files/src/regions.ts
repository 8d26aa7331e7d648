import type { StagedFile, Step } from '@joblayer/job-runtime';
import { layOutFile, type Layout } from './lay-out.ts';
import { MERGE_REGIONS, READ_REGIONS, SAME_NAMES } from './regions-program.ts';

const READ = 'read-regions.awk';
const MERGE = 'merge-regions.awk';

/** The endings of a region file's name, as an input's definition lists them. */
export const REGION_SUFFIXES: readonly string[] = [
  ...['.bed.gz', '.tsv.gz', '.txt.gz'],
  ...['.bed', '.tsv', '.txt'],
];

/** The form of a region file, for the descriptions of such inputs. */
export const REGION_FORMS = 'BED, or lines of name, first and last base, from 1';

/** Regions in the form that a tool reads, and the steps that write them. */
export interface PreparedRegions {
  readonly path: string;
  readonly steps: readonly Step[];
}

export interface RegionsRequest {
  /** The option of the file, for messages and for the names of written files. */
  readonly option: `--${string}`;
  readonly file: StagedFile;
  /**
   * The path of the genome's `.fai`, of lines of name and length, or of a SAM header of alignments.
   */
  readonly genome: string;
  /** How the tool counts: `bed` from 0 with an open end, `tsv` from 1 with the last base. */
  readonly as: 'bed' | 'tsv';
  readonly workDir: string;
}

/**
 * Writes the programs that `prepareRegions` runs.
 *
 * @param names awk's `key(name)`, for a tool to which different names may be the same sequence:
 * those with an equal key
 */
export async function layOutRegions(layout: Layout, names = SAME_NAMES): Promise<void> {
  await layOutFile(layout, READ, `${names}\n${READ_REGIONS}`);
  await layOutFile(layout, MERGE, MERGE_REGIONS);
}

/**
 * All tools read regions this way, so that they agree. A name that ends in `.bed` or `.bed.gz`
 * means BED; all others count from 1. Tabs or spaces separate the fields. Track, browser, comment
 * and empty lines are ignored. The steps exit with 65 for a line that is no region, and for a
 * region outside the genome. The result is in the genome's order, without overlaps.
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
