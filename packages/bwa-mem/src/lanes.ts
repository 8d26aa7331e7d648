import { usageError, type NamedFile } from '@joblayer/job-runtime';
import { sampleName } from './sample-name.ts';

/** What one run of bwa aligns: single reads, or pairs, by the names of their files. */
export interface Lane<File extends NamedFile = NamedFile> {
  readonly reads1: File;
  readonly reads2?: File | undefined;
}

/** Of single reads, or of pairs, which lie in two lists of one length. */
export function lanesOf<File extends NamedFile>(
  reads1: readonly File[],
  reads2: readonly File[] = [],
): readonly Lane<File>[] {
  return reads1.map((file, lane) => ({ reads1: file, reads2: reads2[lane] }));
}

/**
 * The one sample that all lanes are of.
 *
 * @param given with --sample
 * @throws JobError `usage` where the names of the files say nothing of the sample, or name several
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
    'Run one job for each sample; or give the name with --sample, where all are of one.',
  );
}

/** What could end a field of a header is replaced: a file's name may hold anything. */
export const clean = (text: string): string => text.replaceAll(/[^\w.:+-]+/g, '_');
