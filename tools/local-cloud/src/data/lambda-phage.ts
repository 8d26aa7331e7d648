import path from 'node:path';
import { dataDirectory, type DataOptions, type DataSet } from './data-set.ts';
import { gunzipTo } from './gunzip.ts';

/**
 * Phage lambda's genome (NC_001416, 48,502 bases), and 10,000 read pairs that Bowtie 2's authors
 * simulated from it.
 */
export interface LambdaPhageData {
  /** The directory that holds the files, uncompressed. */
  readonly directory: string;
  readonly reads1: string;
  readonly reads2: string;
  readonly reference: string;
}

/** The files' names in the package, without `.gz`, by target path. */
const FILES = {
  reads1: 'reads/reads_1.fq',
  reads2: 'reads/reads_2.fq',
  reference: 'reference/lambda_virus.fa',
} as const;

const LAMBDA_PHAGE: DataSet = {
  name: 'lambda-phage',
  package: 'bowtie2-examples',
  downloadMb: 10,
  folder: 'usr/share/doc/bowtie2/examples',
  async layOut(folder, directory, signal) {
    for (const file of Object.values(FILES)) {
      await gunzipTo(path.join(folder, `${file}.gz`), path.join(directory, file), signal);
    }
  },
};

/**
 * Paths of the phage lambda data on this host, from Debian's package bowtie2-examples.
 *
 * @throws LocalCloudError `data-unavailable`
 */
export async function lambdaPhageData(options: DataOptions = {}): Promise<LambdaPhageData> {
  const directory = await dataDirectory(LAMBDA_PHAGE, options);
  return {
    directory,
    reads1: path.join(directory, FILES.reads1),
    reads2: path.join(directory, FILES.reads2),
    reference: path.join(directory, FILES.reference),
  };
}
