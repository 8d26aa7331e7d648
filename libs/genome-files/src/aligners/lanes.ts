import { usageError, type NamedFile } from '@joblayer/job-runtime';
import { sampleName } from './sample-name.ts';

/** The input of one run of bwa: single reads, or pairs, by their files' names. */
export interface Lane<File extends NamedFile = NamedFile> {
  readonly reads1: File;
  readonly reads2?: File | undefined;
}

/** Lanes of single reads, or of pairs in two lists of equal length. */
export function lanesOf<File extends NamedFile>(
  reads1: readonly File[],
  reads2: readonly File[] = [],
): readonly Lane<File>[] {
  return reads1.map((file, lane) => ({ reads1: file, reads2: reads2[lane] }));
}

/**
 * The sample of all lanes.
 *
 * @param given the value of --sample
 * @throws JobError `usage` if the files' names show no sample, or several
 */
export function sampleOf(lanes: readonly Lane[], given: string | undefined): string {
  if (given !== undefined) return given;
  const samples = lanes.map(({ reads1, reads2 }) => ({
    file: reads1.name,
    sample: clean(sampleName(reads1.stem, reads2?.stem)),
  }));
  const [first] = samples;
  const other = samples.find(({ sample }) => sample !== first?.sample);
  if (!first) throw usageError('--reads1 is missing');
  if (!other) return first.sample;
  throw usageError(
    `the files of --reads1 name several samples: ${first.sample} (${first.file}) and ${other.sample} (${other.file})`,
    'Run one job for each sample. If all are of one sample, give its name with --sample.',
  );
}

/** Replaces characters that could end a header's field, as a file's name may hold any. */
export const clean = (text: string): string => text.replaceAll(/[^\w.:+-]+/g, '_');
