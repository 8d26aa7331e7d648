import { checkAnnotation } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile, type Step } from '@joblayer/job-runtime';

const GENES = { types: ['transcript', 'exon'], attributes: ['transcript_id'] };
const ADVICE =
  'Expected GTF, or lines of a transcript and its gene with a tab between, with names as the index has them.';

const isGtf = ({ name }: StagedFile): boolean => /\.gtf(\.gz)?$/i.test(name);

/** The path under which salmon reads the map, whose ending states the format, and the step that lays it out. */
export function readableMap(
  file: StagedFile,
  workDir: string,
): { readonly path: string; readonly step: Step } {
  const path = `${workDir}/genes${isGtf(file) ? '.gtf' : '.tsv'}`;
  const isCompressed = /\.gz$/i.test(file.name);
  const step: Step = isCompressed
    ? { pipeline: [['gzip', '-dc', '--', file.path]], stdoutTo: path }
    : { pipeline: [['ln', '-s', file.path, path]] };
  return { path, step };
}

/**
 * Compares the transcripts of the map with those of the index. salmon makes each that the map lacks a gene of its own.
 *
 * @throws JobError `bad-data` if the map is damaged, or has no transcript of the index
 */
export async function checkGeneMap(
  file: StagedFile,
  targets: readonly string[],
  ctx: Pick<PrepareContext, 'resolve' | 'signal' | 'warn'>,
): Promise<void> {
  const refuse = (what: string): never => {
    const problem = `the file given with --gene-map, ${file.name}, ${what}`;
    throw new JobError({ code: 'bad-data', problem, advice: ADVICE });
  };
  if (isGtf(file))
    await checkAnnotation(
      { option: '--gene-map', file, needed: { ...GENES, advice: ADVICE } },
      ctx,
    );
  const mapped = new Set<string>();
  let number = 0;
  for await (const line of linesOf(ctx.resolve(file.path), /\.gz$/i.test(file.name))) {
    number += 1;
    if (line === '' || (isGtf(file) && line.startsWith('#'))) continue;
    const [name] = isGtf(file)
      ? [/\btranscript_id "([^"]*)"/.exec(line)?.[1]]
      : line.split('\t').length === 2
        ? line.split('\t')
        : refuse(`has in line ${number} no transcript and gene: ${line.slice(0, 50)}`);
    if (name !== undefined) mapped.add(name);
  }
  const absent = targets.filter((name) => !mapped.has(name));
  if (absent.length === targets.length) refuse('has no transcript of --index');
  if (absent.length > 0)
    ctx.warn?.(
      `--gene-map lacks ${absent.length} of ${targets.length} sequences of --index, such as ${absent[0] ?? ''}: each is its own gene`,
    );
}

async function* linesOf(path: string, isCompressed: boolean): AsyncIterable<string> {
  // Imported here, as a static import would slow down --help.
  const { createReadStream } = await import('node:fs');
  const { createInterface } = await import('node:readline');
  const { createGunzip } = await import('node:zlib');
  const raw = createReadStream(path);
  const unpacked = createGunzip();
  raw.once('error', (error) => unpacked.destroy(error));
  yield* createInterface({ input: isCompressed ? raw.pipe(unpacked) : raw, crlfDelay: Infinity });
}
