import { JobError, type PrepareContext, type StagedDirectory } from '@joblayer/job-runtime';

/** The files of an index that salmon-quant reads. */
const FILES = [
  ...['complete_ref_lens.bin', 'ctable.bin', 'ctg_offsets.bin', 'duplicate_clusters.tsv'],
  ...['info.json', 'mphf.bin', 'rank.bin', 'refAccumLengths.bin', 'reflengths.bin'],
  ...['refseq.bin', 'seq.bin', 'versionInfo.json'],
];
/** The positions of k-mers, all or a sample of them. */
const POSITIONS = { dense: 'pos.bin', sparse: 'sample_pos.bin' } as const;

const BITS = 8;

/**
 * Compares the files of an index with its description. salmon succeeds with one that is cut short.
 *
 * @throws JobError `bad-data`
 */
export async function checkIndex(
  { path, files }: StagedDirectory,
  resolve: PrepareContext['resolve'],
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile, stat } = await import('node:fs/promises');
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the directory given with --index ${what}`,
      advice: 'Expected the directory that salmon-index writes. Copy it again, or make it again.',
    });
  };
  const missing = FILES.filter((file) => !files.includes(file));
  if (missing.length > 0) refuse(`is no whole index of salmon: it lacks ${missing.join(', ')}`);
  const info = infoIn(await readFile(resolve(`${path}/info.json`), 'utf8'));
  if (!info) return refuse('has a damaged info.json');
  const leastBytes = {
    ...Object.fromEntries(FILES.map((file) => [file, 1])),
    'seq.bin': (2 * info.bases) / BITS,
    'rank.bin': info.bases / BITS,
    [POSITIONS[info.sampling]]:
      info.sampling === 'dense' ? (info.kmers * Math.ceil(Math.log2(info.bases))) / BITS : 1,
  };
  for (const [file, least] of Object.entries(leastBytes)) {
    if (!files.includes(file)) refuse(`is no whole index of salmon: it lacks ${file}`);
    const { size } = await stat(resolve(`${path}/${file}`));
    if (size < least) refuse(`has a file that is cut short: ${file} has ${size} bytes`);
  }
}

interface Info {
  readonly sampling: keyof typeof POSITIONS;
  readonly bases: number;
  readonly kmers: number;
}

function infoIn(text: string): Info | undefined {
  try {
    // JSON has no integers as large as first_decoy_index; those that are read here are small.
    const { sampling_type, seq_length, num_kmers } = JSON.parse(text) as Record<string, unknown>;
    const isKnown = sampling_type === 'dense' || sampling_type === 'sparse';
    if (!isKnown || typeof seq_length !== 'number' || typeof num_kmers !== 'number')
      return undefined;
    return { sampling: sampling_type, bases: seq_length, kmers: num_kmers };
  } catch {
    return undefined;
  }
}
