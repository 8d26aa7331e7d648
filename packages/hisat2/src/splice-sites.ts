import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

const EXONS = 'exons.awk';
const SITES = 'splice-sites.awk';
const JOINED = 'joined-exons.awk';
const UNION = 'union-of-exons.awk';

/** Prints transcript, start, end, sequence and strand of each exon. */
const EXONS_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
$3 == "exon" && match($9, /transcript_id "[^"]+"/) {
  print $1 SUBSEP substr($9, RSTART, RLENGTH), $4, $5, $1, $7
}`;

/**
 * Reads sorted exons, and prints the last base of one and the first base of the next, from 0, as
 * hisat2_extract_splice_sites.py does: a gap of fewer than 5 bases is no intron.
 */
const SITES_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
$1 != transcript { transcript = $1; end = $3; next }
$2 - end > 5 { print $4, end - 1, $2 - 1, $5 }
$3 > end || $2 - end > 5 { end = $3 }`;

/** Reads sorted exons, and prints the exons of a transcript, of which those that no intron parts are one. */
const JOINED_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
function put() { if (transcript != "") print sequence, start, end, strand }
$1 != transcript || $2 - end > 5 {
  put(); transcript = $1; start = $2; end = $3; sequence = $4; strand = $5; next
}
$3 > end { end = $3 }
END { put() }`;

/** Reads sorted exons, and prints those that overlap as one, from 0, as hisat2_extract_exons.py does. */
const UNION_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
function put() { if (sequence != "") print sequence, start - 1, end - 1, strand }
$1 != sequence || $2 > end { put(); sequence = $1; start = $2; end = $3; strand = $4; next }
$3 > end { end = $3 }
END { put() }`;

/** Writes the programs that `spliceSites` and `exons` run. */
export async function layOutSpliceSites(layout: Layout): Promise<void> {
  await layOutFile(layout, EXONS, EXONS_PROGRAM);
  await layOutFile(layout, SITES, SITES_PROGRAM);
  await layOutFile(layout, JOINED, JOINED_PROGRAM);
  await layOutFile(layout, UNION, UNION_PROGRAM);
}

/** A file in hisat2's form, and the steps that write it. */
interface Made {
  readonly path: string;
  readonly steps: readonly Step[];
}

type Argv = Step['pipeline'][0];
const sorted = (...columns: readonly string[]): Argv => [
  ...(['sort', '-u', '-t', '\t'] as const),
  ...columns.flatMap((column) => ['-k', column]),
];

function made(annotation: StagedFile, path: string, workDir: string, rest: readonly Argv[]): Made {
  const pipeline: Step['pipeline'] = [
    ['gzip', '--decompress', '--stdout', '--force', '--', annotation.path],
    ['awk', '-f', `${workDir}/${EXONS}`],
    sorted('1,1', '2,2n', '3,3n'),
    ...rest,
  ];
  return { path, steps: [{ pipeline, stdoutTo: path }] };
}

/** Known splice sites. */
export const spliceSites = (annotation: StagedFile, workDir: string): Made =>
  made(annotation, `${workDir}/splice-sites.txt`, workDir, [
    ['awk', '-f', `${workDir}/${SITES}`],
    sorted('1,1', '2,2n', '3,3n', '4,4'),
  ]);

/** Known exons. */
export const exons = (annotation: StagedFile, workDir: string): Made =>
  made(annotation, `${workDir}/exons.txt`, workDir, [
    ['awk', '-f', `${workDir}/${JOINED}`],
    sorted('1,1', '2,2n', '3,3n', '4,4'),
    ['awk', '-f', `${workDir}/${UNION}`],
  ]);
