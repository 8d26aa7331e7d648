import { fileFormatOf } from '../step/file-formats.ts';
import type { InputPort, OutputPort, SecondaryPort } from '../step/step.ts';
import { globsOf } from '../step/globs.ts';

/** Indexes that Galaxy makes and keeps with a dataset: the name of the metadata by suffix. */
const METADATA = [
  { suffix: '.bai', of: 'bam', name: 'bam_index' },
  { suffix: '.crai', of: 'cram', name: 'cram_index' },
  { suffix: '.tbi', of: 'vcf_bgzip', name: 'tabix_index' },
];

type KeptIndex = (typeof METADATA)[number];

/** A datatype, and the suffix of the file that the tool gets. */
export interface Datatype {
  readonly name: string;
  readonly suffix: string;
}

/** Datatypes that others are kinds of: a BED is text as well. */
const GENERAL = ['txt', 'tabular', 'gff'];

/** The datatypes that an input takes, those that others are kinds of first. */
export function datatypesOf(suffixes: readonly string[]): readonly Datatype[] {
  const found = new Map<string, Datatype>();
  for (const suffix of suffixes) {
    const name = fileFormatOf(suffix)?.galaxy;
    if (name !== undefined && !found.has(name)) found.set(name, { name, suffix });
  }
  const rank = ({ name }: Datatype) =>
    GENERAL.includes(name) ? GENERAL.indexOf(name) : GENERAL.length;
  return [...found.values()].toSorted((a, b) => rank(a) - rank(b));
}

/** The attribute `format` of a param. Compressed lists of regions have no datatype of their own. */
export function formatAttribute(suffixes: readonly string[]): string {
  const isComplete = suffixes.every((suffix) => fileFormatOf(suffix)?.galaxy !== undefined);
  const names = datatypesOf(suffixes).map(({ name }) => name);
  return suffixes.length > 0 && isComplete ? names.join(',') : 'data';
}

/** The index that Galaxy has itself for the files of an input. */
export const keptIndexes = (input: InputPort, { suffixes }: SecondaryPort): readonly KeptIndex[] =>
  METADATA.filter(
    ({ suffix, of }) =>
      suffixes.includes(suffix) && datatypesOf(input.suffixes).some(({ name }) => name === of),
  );

export const outputDatatype = (output: OutputPort): string =>
  output.kind === 'directory' ? 'tar' : (fileFormatOf(globsOf(output)[0] ?? '')?.galaxy ?? 'data');
