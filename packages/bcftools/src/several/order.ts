import { refused } from '../shared/check.ts';
import type { Found } from './files.ts';

/** The files have the same samples in the same order. */
export function expectSameSamples([first, ...others]: readonly Found[]): void {
  const other = others.find(({ samples }) => samples.join('\t') !== first?.samples.join('\t'));
  if (!first || !other) return;
  throw refused(
    `the files given with --variants do not have the same samples: ${first.name} has ${shown(first)}, ${other.name} has ${shown(other)}`,
    'Give files of the same samples in the same order. bcftools-merge joins files of different samples.',
  );
}

const shown = ({ samples }: Found): string => samples.slice(0, 4).join(', ') || 'none';

/** The records of each file come after those of the file before. */
export function expectOrder(files: readonly Found[]): void {
  const done = new Set<string>();
  let before: Found | undefined;
  for (const file of files) {
    const { first } = file;
    if (!first) continue;
    const last = before?.last;
    const isAfter =
      last?.sequence === first.sequence
        ? last.position <= first.position
        : file.sequences.every((name) => !done.has(name));
    if (!isAfter && before)
      throw refused(
        `the files given with --variants are not in order: ${file.name} begins with ${first.sequence}:${first.position}, after ${before.name} with ${last?.sequence}:${last?.position}`,
        'Give them in the order of their positions, or give --allow-overlaps.',
      );
    file.sequences.forEach((name) => done.add(name));
    before = file;
  }
}

/** No sample is in two files. */
export function expectDifferentSamples(files: readonly Found[]): void {
  const owners = new Map<string, string>();
  for (const { name, samples } of files) {
    for (const sample of samples) {
      const other = owners.get(sample);
      if (other !== undefined)
        throw refused(
          `the sample ${sample} is in two files given with --variants, ${other} and ${name}`,
          'Give files of different samples, or --force-samples, which adds the number of the file to the name. bcftools-concat joins files of the same samples.',
        );
      owners.set(sample, name);
    }
  }
}
