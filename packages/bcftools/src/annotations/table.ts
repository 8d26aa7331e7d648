import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { SEQUENCES } from '../shared/check.ts';
import type { Readable } from '../shared/links.ts';
import { namesOf, type Positions } from './columns.ts';

const NAME = 'table.awk';

/** Reads the sequences of the variants, then a table of annotations. Prints its records without comments. */
const PROGRAM = `
function refuse(what, advice) {
  print "the file given with --annotations " what ". " advice > "/dev/stderr"
  failed = 1
  exit 65
}
function refuseLine(what, advice) { refuse("has in line " FNR " " what ": \\"" substr($0, 1, 80) "\\"", advice) }
BEGIN { FS = OFS = "\\t" }
!table { known[$1]; next }
{ sub(/\\r$/, "") }
/^#/ || /^[ \\t]*$/ || (bed && /^(track|browser)[ \\t]/) { next }
NF < columns { refuseLine(NF " columns, and --columns names " columns, "Expected them separated by tabs") }
$begin !~ /^[0-9]+$/ || $end !~ /^[0-9]+$/ || $begin + 0 > $end + 0 { refuseLine("no position", "Expected it in the columns that --columns says") }
!bed && $begin + 0 == 0 { refuseLine("a base 0", "Tables count from 1. Give a BED a name that ends in .bed") }
{
  count++
  if ($chrom in known) found++
  else if (other == "") other = $chrom
  print
}
END {
  if (failed) exit 65
  if (!count) refuse("holds no annotation", "Give at least one line, or leave the file out")
  if (!found) refuse("names " other ", which --variants lacks", "Give files of one genome. One of the two may write chr1, the other 1")
}
`;

export const layOutTable = (layout: Layout): Promise<void> => layOutFile(layout, NAME, PROGRAM);

export const isBed = ({ name }: StagedFile): boolean => /\.bed(\.gz)?$/i.test(name);

/** A table sorted, compressed and indexed as bcftools needs it, and the steps that make it. */
export function preparedTable(
  file: StagedFile,
  { chrom, begin, end }: Positions,
  columns: string,
  workDir: string,
): Readable {
  const bed = isBed(file);
  const path = `${workDir}/annotations.${bed ? 'bed' : 'tsv'}.gz`;
  const set = { bed: bed ? 1 : 0, columns: namesOf(columns).length, chrom, begin, end };
  const variables = Object.entries(set).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
  const key = (column: number, kind = '') => ['-k', `${column},${column}${kind}`];
  const format = bed
    ? ['-p', 'bed']
    : ['-s', String(chrom), '-b', String(begin), '-e', String(end)];
  const write: Step = {
    pipeline: [
      ['gzip', '--decompress', '--stdout', '--force', '--', file.path],
      [
        ...(['awk', ...variables, '-f', `${workDir}/${NAME}`] as const),
        ...[`${workDir}/${SEQUENCES}`, 'table=1', '-'],
      ],
      ['sort', '-s', '-t', '\t', ...key(chrom), ...key(begin, 'n')],
      ['bgzip', '--stdout'],
    ],
    stdoutTo: path,
  };
  return { path, steps: [write, { pipeline: [['tabix', '--csi', ...format, path]] }] };
}
