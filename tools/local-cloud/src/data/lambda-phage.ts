import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lock.ts';
import { silent, type Notify } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';
import { gunzipTo } from './gunzip.ts';
import { unpackDebianPackage } from './unpack-debian-package.ts';

const PACKAGE = 'bowtie2-examples';
const EXAMPLES = 'usr/share/doc/bowtie2/examples';

/** Phage lambda's genome (NC_001416, 48,502 bases), and 10,000 pairs of reads that Bowtie 2's authors simulated from it. */
export interface LambdaPhageData {
  /** The directory that holds the files, uncompressed. */
  readonly directory: string;
  readonly reads1: string;
  readonly reads2: string;
  readonly reference: string;
}

/** The files' names in the package, less `.gz`, by where they are put. */
const FILES = {
  reads1: 'reads/reads_1.fq',
  reads2: 'reads/reads_2.fq',
  reference: 'reference/lambda_virus.fa',
} as const;

export interface DataOptions {
  /** `.joblayer/data` of the workspace unless given. */
  readonly directory?: string | undefined;
  readonly notify?: Notify | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Paths of the phage lambda data on this host. They come out of Debian's package bowtie2-examples, whose
 * signature apt checks, once; after that they are there.
 *
 * @throws LocalCloudError `data-unavailable`
 */
export async function lambdaPhageData(options: DataOptions = {}): Promise<LambdaPhageData> {
  const cache = options.directory ?? path.join(stateDirectory, 'data');
  const directory = path.join(cache, 'lambda-phage');
  const fetchOnce = async () => {
    if (!(await isDirectory(directory))) await fetchInto(directory, cache, options);
  };
  await withLock(path.join(cache, 'lambda-phage.lock'), fetchOnce, options.signal);
  return {
    directory,
    reads1: path.join(directory, FILES.reads1),
    reads2: path.join(directory, FILES.reads2),
    reference: path.join(directory, FILES.reference),
  };
}

async function fetchInto(directory: string, cache: string, options: DataOptions): Promise<void> {
  const { notify = silent, signal } = options;
  notify(`downloading Debian's package ${PACKAGE} (10 MB)`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'download-'));
  try {
    const unpacked = await unpackDebianPackage(PACKAGE, EXAMPLES, work, { notify, signal });
    const complete = path.join(work, 'complete');
    for (const file of Object.values(FILES)) {
      await gunzipTo(path.join(unpacked, `${file}.gz`), path.join(complete, file), signal);
    }
    await rename(complete, directory);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function isDirectory(candidate: string): Promise<boolean> {
  const found = await stat(candidate).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
