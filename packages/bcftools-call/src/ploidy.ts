import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

const NAME = 'ploidy.awk';
/**
 * The tables of bcftools with a ploidy by sex. Without sexes, bcftools treats all samples as
 * female.
 */
export const BY_SEX: readonly string[] = ['GRCh37', 'GRCh38', 'X', 'Y'];

/**
 * Reads the genome's index, a table of ploidies and a table of sexes. Prints the sexes as M and F.
 * bcftools treats an unknown sex, or a sequence outside the table, as diploid female without a
 * message.
 */
const PROGRAM = `
function refuse(what) { print what > "/dev/stderr"; failed = 1; exit 65 }
function know(names,  name, i, count) { count = split(names, name, " "); for (i = 1; i <= count; i++) named[name[i]] }
BEGIN { if (table ~ /^GRCh/) know("X Y MT chrX chrY chrM") }
{ sub(/\\r$/, "") }
NF == 0 { next }
part == "genome" { genome[$1]; next }
part == "ploidy" {
  if (NF < 5 || $5 !~ /^[0-9]+$/) refuse("the file given with --ploidy-file has in line " FNR " no ploidy: \\"" substr($0, 1, 80) "\\". Expected name, first and last base, sex, ploidy")
  if ($1 != "*") named[$1]
  sexes[$4]
  if ($4 != "*") bySex = 1
  next
}
{
  if (NF == 1 && !bySex) { print; next }
  own = $2
  sex = tolower(own)
  if (NF == 2 && own in sexes) sex = own
  else if (sex ~ /^(m|male|xy)$/) sex = "M"
  else if (sex ~ /^(f|female|xx)$/) sex = "F"
  else refuse("the file given with --sexes has in line " FNR " no valid sex: \\"" substr($0, 1, 80) "\\". Expected the sample, then M or F (male, female)")
  if (NF > 2) refuse("the file given with --sexes has in line " FNR " more than a sample and its sex: \\"" substr($0, 1, 80) "\\". Expected only these two, without spaces in the name")
  print $1 "\\t" sex
}
END {
  if (failed) exit 65
  if (bySex && !given) refuse("the file given with --ploidy-file has ploidies by sex, but no sexes were given. Give them with --sexes")
  for (name in named) { count++; if (name in genome) known++ }
  if (count && !known) refuse("the ploidies of " (table == "" ? "--ploidy-file" : "--ploidy " table) " name no sequence of --reference. Give --ploidy-file with the names of its sequences")
}
`;

export const layOutPloidy = (layout: Layout): Promise<void> => layOutFile(layout, NAME, PROGRAM);

interface Request {
  readonly ploidy: string | undefined;
  readonly ploidyFile: StagedFile | undefined;
  readonly sexes: StagedFile | undefined;
  readonly fai: string;
  readonly workDir: string;
}

/** The options of `bcftools call`, and the steps that check them first. */
export function ploidyOf({ ploidy, ploidyFile, sexes, fai, workDir }: Request) {
  const bySex = ploidy !== undefined && BY_SEX.includes(ploidy);
  const written = `${workDir}/joblayer-sexes.txt`;
  const options = [
    ...(ploidyFile ? ['--ploidy-file', ploidyFile.path] : ['--ploidy', ploidy ?? '2']),
    ...(sexes ? ['-S', written] : []),
  ];
  if (!ploidyFile && !sexes) return { options, steps: [] };
  const check: Step = {
    pipeline: [
      [
        ...(['awk', '-v', `table=${bySex ? ploidy : ''}`] as const),
        ...['-v', `bySex=${bySex ? 1 : 0}`, '-v', `given=${sexes ? 1 : 0}`],
        ...['-f', `${workDir}/${NAME}`, 'part=genome', fai],
        ...(ploidyFile ? ['part=ploidy', ploidyFile.path] : []),
        ...(sexes ? ['part=sexes', sexes.path] : []),
      ],
    ],
    stdoutTo: written,
  };
  return { options, steps: [check] };
}
