import { yeastData } from '@joblayer/local-cloud';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { left } from '../context.ts';
import { s3Uri } from '../locations.ts';
import { ensureBucket, uploadFile } from '../objects.ts';
import { codingGenes } from '../simulation/coding-gene.ts';
import { sequenceOf } from '../simulation/sequence-of.ts';
import { SAMPLES, type RnaseqContext } from './rnaseq-context.ts';
import { simulateRna, type RnaSimulation } from './simulate-rna.ts';
import { gtfOf, transcriptsOf } from './transcripts.ts';

const SIMULATION: Omit<RnaSimulation, 'seed'> = {
  readLength: 75,
  fragmentLength: { mean: 200, spread: 40 },
  errorRate: 0.002,
  pairs: [200, 1000],
};
/** Longer than the longest fragment. */
const LEAST_BASES = 300;

/** Simulates the samples. Puts them, the genome and its genes into S3, and their sheet into a file. */
export async function writeSamples(
  context: RnaseqContext,
  notify: (line: string) => void,
): Promise<void> {
  const { options, locations } = context;
  const { s3 } = left(context.clients, 'the clients');
  const data = await yeastData({ notify, signal: options.signal });
  const genes = codingGenes(await readFile(data.annotation, 'utf8'));
  const genome = sequenceOf(await readFile(data.reference, 'utf8'));
  const transcripts = transcriptsOf(genes, genome, LEAST_BASES);
  await ensureBucket(s3, locations.bucket);
  const work = await mkdtemp(path.join(data.directory, 'rna-'));
  try {
    const put = async (key: string, text: string) => {
      const file = path.join(work, path.basename(key));
      await writeFile(file, text);
      notify(s3Uri(locations, key));
      await uploadFile(s3, locations.bucket, key, file);
    };
    await put(locations.genome, await readFile(data.reference, 'utf8'));
    await put(locations.annotation, gtfOf('chrI', transcripts));
    const rows = ['sample\treads1\treads2'];
    for (const { sample, seed } of SAMPLES) {
      const { reads1, reads2, counts } = simulateRna(transcripts, { ...SIMULATION, seed });
      context.simulated.set(sample, counts);
      await put(locations.reads(sample, 1), reads1);
      await put(locations.reads(sample, 2), reads2);
      const reads = ([1, 2] as const).map((mate) =>
        s3Uri(locations, locations.reads(sample, mate)),
      );
      rows.push([sample, ...reads].join('\t'));
    }
    const sheets = left(context.sheets, 'the directory for sheets');
    await mkdir(sheets, { recursive: true });
    await writeFile(path.join(sheets, 'samples.tsv'), `${rows.join('\n')}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
