import { lambdaPhageData } from '@joblayer/local-cloud';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { runImage } from './container.ts';

const ALIGN = ['--reads1', 'sample_1.fq', '--reads2', 'sample_2.fq', '--reference', 'genome.fa'];

/**
 * Puts the files that the documentation calls a user's own into a directory: genome.fa, sample_1.fq
 * and sample_2.fq, also compressed, sample.bam and sample.bam.bai. They are phage lambda and reads
 * simulated from it.
 *
 * @throws Error with the job's stderr, where the images cannot make the alignments
 */
export async function layOutSample(directory: string): Promise<void> {
  const { reads1, reads2, reference } = await lambdaPhageData();
  const at = (name: string) => path.join(directory, name);
  await copyFile(reference, at('genome.fa'));
  await copyFile(reads1, at('sample_1.fq'));
  await copyFile(reads2, at('sample_2.fq'));
  for (const name of ['sample_1.fq', 'sample_2.fq'])
    await writeFile(at(`${name}.gz`), await promisify(gzip)(await readFile(at(name))));
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const { exitCode, stderr } = await runImage(
    'bwa-mem',
    [...ALIGN, '--sample', 'sample', '--bam', 'sample.bam'],
    { docker: ['--volume', `${directory}:/data`, '--user', user, '--network', 'none'] },
  );
  if (exitCode !== 0) throw new Error(`bwa-mem made no sample.bam: ${stderr}`);
  await rm(at('sample.bam.joblayer.json'));
}
