import {
  layOutFile,
  layOutRegions,
  prepareRegions,
  type Layout,
  type PreparedRegions,
} from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { NAME_FUNCTIONS, SEQUENCES, TRANSCRIPTS } from './database-names.ts';

/** snpEff's rule for names of sequences, in the form of the common reader of regions. */
const SIMPLE_NAMES = `${NAME_FUNCTIONS}
function key(name) { return simple(name) }`;

/**
 * Reads the names of a database, then the first column of a file. Fails if no name of the file is
 * in the database.
 */
const NAMES_PROGRAM = `${NAME_FUNCTIONS}
BEGIN { FS = "\\t" }
!names { known[$1]; next }
{ sub(/\\r$/, "") }
/^#/ || /^[ \\t]*$/ || (sequences && /^(track|browser)([ \\t]|$)/) { next }
{ name = $1; if (!sequences) gsub(/^[ \\t]+|[ \\t]+$/, "", name) }
name in seen { next }
{ seen[name]; count++ }
!((sequences ? simple(name) : name) in known) { absent[++lacking] = name }
END {
  if (failed) exit failed
  what = sequences ? "sequences" : "transcripts"
  if (!count) fail("the file given with " option " names no " what, 65)
  if (lacking == count) fail("the file given with " option " names only " what " that --database lacks: " first(absent, lacking) ". Give names of the same genome and release", 65)
  if (lacking) warn(lacking " of " count " " what " in the file given with " option " are ignored, as the database lacks " first(absent, lacking))
}`;

export const layOutNameChecks = async (layout: Layout): Promise<void> => {
  await layOutRegions(layout, SIMPLE_NAMES);
  await layOutFile(layout, 'names.awk', NAMES_PROGRAM);
};

/**
 * Checks regions as snpEff reads them: the database must have all of them. snpEff reads a BED with
 * spaces as one without regions, and succeeds.
 */
export const checkRegions = (
  file: StagedFile | undefined,
  workDir: string,
): PreparedRegions | undefined =>
  file &&
  prepareRegions({
    ...({ option: '--regions', file, as: 'bed', workDir } as const),
    genome: `${workDir}/${SEQUENCES}`,
  });

/** Fails with a message if a file has no name of the database. Warns if it has only some. */
export const checkNames = (
  option: '--custom-regions' | '--transcripts',
  file: StagedFile,
  workDir: string,
): Step => {
  const sequences = option === '--custom-regions';
  return {
    pipeline: [
      [
        ...(['awk', '-f', `${workDir}/names.awk`, `option=${option}`] as const),
        ...(sequences ? ['sequences=1'] : []),
        ...[`${workDir}/${sequences ? SEQUENCES : TRANSCRIPTS}`, 'names=1', file.path],
      ],
    ],
  };
};
