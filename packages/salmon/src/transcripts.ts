import { checkFasta, layOutFile, type FastaSequence } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/** The list of decoys, in the work directory. */
export const DECOYS = 'decoys.txt';

interface Preparing extends Pick<PrepareContext, 'resolve' | 'signal' | 'workDir'> {
  readonly inputs: {
    readonly transcripts: StagedFile;
    readonly genome?: StagedFile | undefined;
    readonly decoys?: StagedFile | undefined;
  };
  readonly params: { readonly kmerLength: number; readonly gencode: boolean };
}

/**
 * Reads the transcripts and the genome once, and writes the list of decoys. salmon is aborted if all transcripts are
 * shorter than a k-mer.
 *
 * @throws JobError `bad-data`
 */
export async function checkTranscripts(ctx: Preparing): Promise<void> {
  const { transcripts, genome, decoys } = ctx.inputs;
  const sequences = await sequencesOf('--transcripts', transcripts, ctx);
  const decoyNames = genome
    ? (await sequencesOf('--genome', genome, ctx)).map(({ name }) => name)
    : decoys && (await namesIn(decoys, ctx));
  const names = new Set(decoyNames);
  const targets = sequences.filter(({ name }) => !names.has(name));
  const { kmerLength } = ctx.params;
  if (!targets.some(({ bases }) => bases > kmerLength))
    refuse(
      `the file given with --transcripts, ${transcripts.name}, has no transcript of more than ${kmerLength} bases`,
      'Give a smaller --kmer-length, or longer transcripts.',
    );
  if (genome && targets.length < sequences.length)
    refuse(
      `the file given with --genome, ${genome.name}, has the name of a transcript: ${sequences.find(({ name }) => names.has(name))?.name ?? ''}`,
      'Give transcripts and genome with names of their own.',
    );
  if (decoys) expectLast(decoys, decoyNames ?? [], sequences);
  if (decoyNames) await layOutFile(ctx, DECOYS, decoyNames.map((name) => `${name}\n`).join(''));
}

async function sequencesOf(
  option: string,
  file: StagedFile,
  { resolve, signal }: Preparing,
): Promise<readonly FastaSequence[]> {
  const { sequences } = await checkFasta({
    subject: `the FASTA ${file.name} given with ${option}`,
    ...{ path: resolve(file.path), signal, compressions: ['none', 'gzip', 'bgzip'] },
  });
  return sequences;
}

async function namesIn(file: StagedFile, { resolve }: Preparing): Promise<readonly string[]> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const lines = (await readFile(resolve(file.path), 'utf8')).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** salmon takes decoys only behind all transcripts. */
function expectLast(
  { name: file }: StagedFile,
  decoys: readonly string[],
  sequences: readonly FastaSequence[],
): void {
  const subject = `the file given with --decoys, ${file},`;
  const last = new Set(sequences.slice(-decoys.length).map(({ name }) => name));
  if (decoys.length === 0) refuse(`${subject} holds no name`, 'Leave it out.');
  const other = decoys.find((name) => !last.has(name));
  if (other === undefined) return;
  refuse(
    `${subject} has a name that is not among the last ${decoys.length} of --transcripts: ${other.slice(0, 50)}`,
    'Put the decoys behind the transcripts, or give them with --genome.',
  );
}

function refuse(problem: string, advice: string): never {
  throw new JobError({ code: 'bad-data', problem, advice });
}
