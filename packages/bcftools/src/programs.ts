import { layOutFile, type Layout } from '@joblayer/genome-files';

export const CHECK_NAMES = 'check-names.awk';
export const WARN_OF_NO_RECORDS = 'warn-of-no-records.awk';
export const STATS = 'stats.awk';
/** Holds the name of the input. */
export const FILE_NAME = 'file-name.txt';

export const MERGE = 'merge.sh';

/** The programs of the commands, by file name. As an argument, each message about a command would show its program. */
const PROGRAMS = {
  // Without this check, bcftools finds nothing for files of different genomes, and succeeds.
  [CHECK_NAMES]: `
BEGIN { FS = "[\\t ]+" }
!names {
  if (/^##contig=/ && match($0, /ID=[^,>]+/)) known[last = substr($0, RSTART + 3, RLENGTH - 3)]
  next
}
/^#/ || NF < 2 || $1 == "track" || $1 == "browser" { next }
{ given = $1 }
$1 in known { found = 1 }
END {
  if (given == "" && !may_be_none) {
    print "names differ: the file given with " option " has no line of a name and more" > "/dev/stderr"
    exit 1
  }
  if (last == "" || given == "" || found) exit
  print "names differ: the file given with " option " names " given ", and the variants have " last > "/dev/stderr"
  exit 1
}`,
  // Reads the records of a plain VCF, or the number that bcftools index prints.
  [WARN_OF_NO_RECORDS]: `
/^#/ { next }
{ found = $0 != "0"; exit }
END { if (!found) print "warning: the output holds no records: no variant was read or selected" > "/dev/stderr" }`,
  // bcftools 1.21 crashes if all files have an index and no records.
  [MERGE]: `
records=0
for link in ./[0-9]*.vcf.gz ./[0-9]*.bcf; do
  [ ! -e "$link" ] || records=$((records + $(bcftools index --nrecords "$link")))
done
[ "$records" -gt 0 ] || set -- --no-index "$@"
exec bcftools merge "$@"
`,
  // MultiQC takes a sample's name from the file's name, which bcftools does not know of a pipe.
  [STATS]: `
BEGIN { FS = OFS = "\\t"; getline name < "./${FILE_NAME}" }
$1 == "ID" && $3 == "<STDIN>" { $3 = name }
$3 == "number of records:" && $4 == 0 { print "warning: no variant was read or selected" > "/dev/stderr" }
{ print }`,
};

export async function layOutPrograms(layout: Layout): Promise<void> {
  for (const [name, program] of Object.entries(PROGRAMS)) await layOutFile(layout, name, program);
}
