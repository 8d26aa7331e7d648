import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { NAME_FUNCTIONS } from './database-names.ts';

/** The value for a genome without a mitochondrion's codon table. */
export const NO_MITOCHONDRION = 'none';

const NAME = 'mitochondrion.awk';

/**
 * Reads the sequences of a FASTA, or of the annotation if there is no FASTA, and checks `given`,
 * the mitochondrion's name. snpEff ignores a codon table for an absent sequence. It uses the
 * genome's table for a mitochondrion, so that UGA ends its proteins.
 *
 * The names are those of UCSC, Ensembl and FlyBase, and accessions of RefSeq and GenBank for the
 * usual model organisms. RefSeq's FASTA has "mitochondrion" after the name, its GFF3 in a region's
 * attributes, GenBank's format in a source feature. Some nuclear sequences have such names too
 * ("M"). No mitochondrion of animals has 1 Mb, and those of plants that do use the standard table.
 */
const PROGRAM = `${NAME_FUNCTIONS}
function add(name) {
  if (name == "" || name in known) return
  known[name]
  names[++count] = name
  simples[simple(name)]
}
function is_mitochondrion(name,  short) {
  if (size[name] > 1000000) return 0
  if (name in marked) return 1
  short = tolower(name)
  sub(/^chr(omosome)?[:_-]?/, "", short)
  return short ~ /^(m|mt|mit|mito|mtdna|mitochondri(on|a)|(.*_)?mitochondri(on|al)_genome)$/ || \\
    name ~ /^(NC_(012920|001807|005089|001665|001224|001328|024511|001709|002333|040902|006853)|J01415|X03240)(\\.[0-9]+)?$/
}
{ sub(/\\r$/, "") }
/^>/ {
  fasta = 1
  sub(/^>[ \\t]*/, "")
  add($1)
  current = $1
  if (tolower($0) ~ /mitochondrion/) marked[$1]
  next
}
fasta { size[current] += length($0); next }
format == "genbank" && $1 == "LOCUS" { add($2); current = $2; size[current] = $3; next }
format == "genbank" && ($1 == "ACCESSION" || $1 == "VERSION") { add($2); size[$2] = size[current]; next }
format == "genbank" { if ($0 ~ /^ *\\/organelle="mitochondrion/) marked[current]; next }
$1 == "##sequence-region" { add($2); size[$2] = $4; next }
/^#/ || /^[ \\t]*$/ { next }
{ split($0, fields, "\\t"); add(fields[1]); if ($0 ~ /[;\\t]genome=mitochondrion(;|$)/) marked[fields[1]] }
END {
  if (given == "none") exit 0
  if (given != "") {
    if (simple(given) in simples) exit 0
    fail("--mitochondrion is " given ", but " file " has no such sequence. It has " first(names, count) ". Give one of these, or --mitochondrion none", 64)
  }
  for (i = 1; i <= count; i++) if (is_mitochondrion(names[i])) {
    fail(file " has " names[i] ", a mitochondrion by its name, but no codon table was given for it. Give --mitochondrion " names[i] ", and --mitochondrial-codon-table if it is not that of vertebrates. Or give --mitochondrion none if it uses the genome's own", 64)
  }
}`;

export const layOutMitochondrion = (layout: Layout): Promise<void> =>
  layOutFile(layout, NAME, PROGRAM);

interface Genome {
  readonly annotation: StagedFile;
  readonly reference: StagedFile | undefined;
  readonly format: string;
}

/**
 * Fails with a message if the mitochondrion's name is unknown, or if a mitochondrion has no codon
 * table.
 */
export function checkMitochondrion(
  { annotation, reference, format }: Genome,
  given: string | undefined,
  workDir: string,
): Step {
  const [file, option] = reference ? [reference, '--reference'] : [annotation, '--annotation'];
  return {
    pipeline: [
      ['gzip', '--decompress', '--stdout', '--force', '--', file.path],
      [
        ...(['awk', '-f', `${workDir}/${NAME}`, `given=${given ?? ''}`] as const),
        ...[`format=${reference ? 'fasta' : format}`, `file=${option}`, '-'],
      ],
    ],
  };
}
