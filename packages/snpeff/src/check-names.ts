import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { NAME_FUNCTIONS, SEQUENCES, TRANSCRIPTS } from './database-names.ts';

/** The regions as snpEff reads them: it takes a BED with spaces for one without regions, and succeeds. */
export const REGIONS = 'regions.bed';

/** Reads a BED in any of its forms after the sequences of a database, and prints it with tabs. */
const REGIONS_PROGRAM = `${NAME_FUNCTIONS}
function refuse(what, advice) { fail("the file given with --regions " what ". " advice, 65) }
function refuse_line(what, advice) { refuse("has in line " FNR " " what ": \\"" substr($0, 1, 80) "\\"", advice) }
!regions { known[$1]; next }
FNR == 1 && substr($0, 1, 3) == "\\357\\273\\277" { $0 = substr($0, 4) }
{ sub(/\\r$/, "") }
NF == 0 || /^#/ || $1 == "track" || $1 == "browser" { next }
$2 !~ /^[0-9]+$/ || $3 !~ /^[0-9]+$/ { refuse_line("no region", "Expected name, start and end, as BED counts them") }
$3 + 0 < $2 + 0 { refuse_line("a region that ends before it starts", "Exchange the two numbers, or delete the line") }
{ count++ }
!(simple($1) in known) { foreign++; if (!($1 in seen)) absent[++lacking] = $1; seen[$1] }
$2 == $3 { empty++; next }
{ print $1 "\\t" $2 "\\t" $3 }
END {
  if (failed) exit failed
  if (lacking) refuse("names sequences that the genome lacks, in " foreign " of " count " regions: " first(absent, lacking), "Give regions of the same genome, or delete those lines.")
  if (count == empty + 0) refuse("holds no region", "Give one at least, or leave the file out")
  if (empty) warn(empty " regions of --regions hold no base, as their start is their end: they are passed over")
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

export const layOutNameChecks = async (layout: Layout): Promise<void> => {
  await layOutFile(layout, 'regions.awk', REGIONS_PROGRAM);
  await layOutFile(layout, 'names.awk', NAMES_PROGRAM);
};

/** Writes the regions as snpEff reads them; fails, and says why, where one matches nothing of the database. */
export const checkRegions = (file: StagedFile | undefined, workDir: string): readonly Step[] =>
  file
    ? [
        {
          pipeline: [
            ['gzip', '--decompress', '--stdout', '--force', '--', file.path],
            [
              ...(['awk', '-f', `${workDir}/regions.awk`, `${workDir}/${SEQUENCES}`] as const),
              ...['regions=1', '-'],
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
