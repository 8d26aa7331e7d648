import type { Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { writeFile } from 'node:fs/promises';
import { NAME_FUNCTIONS, SEQUENCES, TRANSCRIPTS } from './database-names.ts';

/** The regions as snpEff reads them: it takes a BED with spaces for one without regions, and succeeds. */
export const REGIONS = 'regions.bed';

/** Reads a BED in any of its forms after the sequences of a database, and prints it with tabs. */
const REGIONS_PROGRAM = `${NAME_FUNCTIONS}
function bad(what) {
  fail("the file given with --regions has " what " in line " FNR ": expected name, start and end as BED has them, got \\"" substr($0, 1, 80) "\\"", 65)
}
!regions { known[$1]; next }
{ sub(/\\r$/, "") }
/^#/ || /^[ \\t]*$/ || /^(track|browser)([ \\t]|$)/ { next }
NF < 3 || $2 !~ /^[0-9]+$/ || $3 !~ /^[0-9]+$/ { bad("no region") }
$3 + 0 < $2 + 0 { bad("a region that ends before it starts") }
{ count++ }
!(simple($1) in known) && !($1 in seen) { seen[$1]; absent[++lacking] = $1 }
{ print $1 "\\t" $2 "\\t" $3 }
END {
  if (failed) exit failed
  if (!count) fail("the file given with --regions holds no region: no variant would be annotated. Leave --regions out for all", 65)
  if (lacking) fail("the file given with --regions has sequences that --database lacks: " first(absent, lacking) ". Give regions of the same genome", 65)
}`;

/** Reads the names that a database has, then the first column of a file, and fails unless it has one of them. */
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
  if (lacking == count) fail("the file given with " option " names only " what " that --database lacks: " first(absent, lacking) ". Give those of the same genome and release", 65)
  if (lacking) warn(lacking " of " count " " what " in the file given with " option " are not used, as the database lacks " first(absent, lacking))
}`;

export const layOutNameChecks = async ({ workDir, resolve }: Layout): Promise<void> => {
  await writeFile(resolve(`${workDir}/regions.awk`), REGIONS_PROGRAM);
  await writeFile(resolve(`${workDir}/names.awk`), NAMES_PROGRAM);
};

/** Writes the regions as snpEff reads them; fails, and says why, where one matches nothing of the database. */
export const checkRegions = (file: StagedFile | undefined, workDir: string): readonly Step[] =>
  file
    ? [
        {
          pipeline: [
            [
              ...(['awk', '-f', `${workDir}/regions.awk`, `${workDir}/${SEQUENCES}`] as const),
              ...['regions=1', file.path],
            ],
          ],
          stdoutTo: `${workDir}/${REGIONS}`,
        },
      ]
    : [];

/** Fails, and says why, where a file names nothing that the database has; warns where it names some. */
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
