import { checkAnnotation, type CheckContext, layOutFile } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/** salmon reads a file as GTF or as a table by these. */
export const GENES_SUFFIXES = ['.gtf', '.gff3', '.gff', '.tsv', '.txt'];

/** @throws JobError `bad-data` */
export async function checkGenes(file: StagedFile, context: CheckContext): Promise<void> {
  if (/\.(gtf|gff3?)$/i.test(file.name)) {
    const needed = {
      ...{ types: ['exon', 'transcript', 'mRNA', 'CDS'], attributes: ['transcript_id'] },
      advice: 'Expected transcript_id and gene_id, or give a table of two columns.',
    };
    await checkAnnotation({ option: '--gene-map', file, needed }, context);
    return;
  }
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const lines = (await readFile(context.resolve(file.path), 'latin1')).split('\n');
  const wrong = lines.findIndex((line) => line.trim() !== '' && line.split('\t').length !== 2);
  const [problem, line] =
    lines.join('').trim() === '' ? ['is empty', 1] : ['has no two columns', wrong + 1];
  if (wrong === -1 && problem !== 'is empty') return;
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with --gene-map, ${file.name}, ${problem} in line ${line}`,
    advice: 'Expected the name of a transcript and its gene in each line, separated by a tab.',
  });
}

/** salmon makes each transcript that the map lacks a gene, and succeeds even if that is all. */
const PROGRAM = `BEGIN { FS = "\\t" }
FNR == NR { known[$1]; next }
match($9, /transcript_id[ =]"?[^";]+/) {
  name = substr($9, RSTART, RLENGTH); sub(/^transcript_id[ =]"?/, "", name)
  if (name in known) { found = 1; exit }
}
$1 in known { found = 1; exit }
END { if (!found) { print "genes: no transcript of the index is in the map" > "/dev/stderr"; exit 65 } }
`;

export const layOutGenesCheck = (context: Pick<PrepareContext, 'workDir' | 'resolve'>) =>
  layOutFile(context, 'genes.awk', PROGRAM);
