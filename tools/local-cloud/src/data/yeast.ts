import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dataDirectory, type DataOptions, type DataSet } from './data-set.ts';

const CHROMOSOME = 'chrI';

/**
 * Chromosome I of baker's yeast (NC_001133, 230,208 bases) and its genes, as published by the
 * Saccharomyces Genome Database.
 */
export interface YeastData {
  readonly directory: string;
  /** FASTA of one sequence, chrI. */
  readonly reference: string;
  /** GFF3 of chrI: 117 genes, with introns. */
  readonly annotation: string;
}

const filesIn = (directory: string) => ({
  reference: path.join(directory, `${CHROMOSOME}.fa`),
  annotation: path.join(directory, `${CHROMOSOME}.gff3`),
});

const YEAST: DataSet = {
  name: 'yeast',
  package: 'gbrowse-data',
  downloadMb: 1,
  folder: 'var/lib/gbrowse/databases',
  async layOut(folder, directory) {
    const { reference, annotation } = filesIn(directory);
    await copyFile(path.join(folder, 'yeast_scaffolds/chr1.fa'), reference);
    const genes = await readFile(path.join(folder, 'yeast_chr1+2/yeast_chr1+2.gff3'), 'utf8');
    const own = genes.split('\n').filter((line) => line.startsWith(`${CHROMOSOME}\t`));
    await writeFile(annotation, ['##gff-version 3', ...own, ''].join('\n'));
  },
};

/**
 * Paths of the yeast data on this host, from Debian's package gbrowse-data.
 *
 * @throws LocalCloudError `data-unavailable`
 */
export async function yeastData(options: DataOptions = {}): Promise<YeastData> {
  const directory = await dataDirectory(YEAST, options);
  return { directory, ...filesIn(directory) };
}
