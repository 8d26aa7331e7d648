import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lock.ts';
import { silent } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';
import type { DataOptions } from './lambda-phage.ts';
import { unpackDebianPackage } from './unpack-debian-package.ts';

const PACKAGE = 'gbrowse-data';
const DATABASES = 'var/lib/gbrowse/databases';
const CHROMOSOME = 'chrI';

/** Chromosome I of baker's yeast (NC_001133, 230,208 bases) and its genes, as the Saccharomyces Genome Database has them. */
export interface YeastData {
  readonly directory: string;
  /** FASTA of one sequence, chrI. */
  readonly reference: string;
  /** GFF3 of chrI: 117 genes, with introns. */
  readonly annotation: string;
}

/**
 * Paths of the yeast data on this host. They come out of Debian's package gbrowse-data, whose signature apt checks,
 * once; after that they are there.
 *
 * @throws LocalCloudError `data-unavailable`
 */
export async function yeastData(options: DataOptions = {}): Promise<YeastData> {
  const cache = options.directory ?? path.join(stateDirectory, 'data');
  const directory = path.join(cache, 'yeast');
  const fetchOnce = async () => {
    if (!(await stat(directory).catch(() => undefined))) await fetchInto(directory, cache, options);
  };
  await withLock(path.join(cache, 'yeast.lock'), fetchOnce, options.signal);
  return {
    directory,
    reference: path.join(directory, `${CHROMOSOME}.fa`),
    annotation: path.join(directory, `${CHROMOSOME}.gff3`),
  };
}

async function fetchInto(directory: string, cache: string, options: DataOptions): Promise<void> {
  const { notify = silent, signal } = options;
  notify(`downloading Debian's package ${PACKAGE} (1 MB)`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'download-'));
  try {
    const unpacked = await unpackDebianPackage(PACKAGE, DATABASES, work, { notify, signal });
    const complete = path.join(work, 'complete');
    await mkdir(complete);
    const fasta = await readFile(path.join(unpacked, 'yeast_scaffolds/chr1.fa'));
    const genes = await readFile(path.join(unpacked, 'yeast_chr1+2/yeast_chr1+2.gff3'), 'utf8');
    const own = genes.split('\n').filter((line) => line.startsWith(`${CHROMOSOME}\t`));
    await writeFile(path.join(complete, `${CHROMOSOME}.fa`), fasta);
    await writeFile(
      path.join(complete, `${CHROMOSOME}.gff3`),
      ['##gff-version 3', ...own, ''].join('\n'),
    );
    await rename(complete, directory);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
