import { lambdaPhageData } from '@joblayer/local-cloud';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { runImage } from './container.ts';

/** The options of bwa-mem for the files in the directory that a container has at /t. */
const READS = ['--reads1', '/t/reads_1.fq', '--reads2', '/t/reads_2.fq'];
const REFERENCE = ['--reference', '/t/lambda.fa'];

/**
 * Copies reads of phage lambda and its genome into a directory: reads_1.fq, reads_2.fq and
 * lambda.fa.
 */
export async function layOutLambdaPhage(directory: string): Promise<void> {
  const { reads1, reads2, reference } = await lambdaPhageData();
  await copyFile(reads1, path.join(directory, 'reads_1.fq'));
  await copyFile(reads2, path.join(directory, 'reads_2.fq'));
  await copyFile(reference, path.join(directory, 'lambda.fa'));
}

/**
 * Aligns the reads in a directory with the image of bwa-mem. There are 10,000 pairs unless a test
 * changed them.
 *
 * @param bam the path of the alignments in a container that has the directory at /t; their index is
 * beside them
 * @throws Error with the job's stderr
 */
export async function alignLambdaPhage(
  directory: string,
  bam: string,
  ...options: readonly string[]
): Promise<void> {
  const sample = options.includes('--sample') ? [] : ['--sample', 'lambda'];
  const { exitCode, stderr } = await runImage(
    'bwa-mem',
    [...READS, ...REFERENCE, ...sample, '--bam', bam, ...options],
    { docker: ['-v', `${directory}:/t`, '--network', 'none'] },
  );
  if (exitCode !== 0) throw new Error(`bwa-mem made no ${bam}: ${stderr}`);
}
