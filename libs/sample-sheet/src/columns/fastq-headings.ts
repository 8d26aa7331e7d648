import type { Option } from '@joblayer/tool-definition';

const FASTQ = /\.(?:fastq|fq)(?:\.|$)/i;

type Input = Option & { readonly group: 'input' };

const isFastq = (option: Option): option is Input =>
  option.group === 'input' && (option.definition.suffixes ?? []).some((each) => FASTQ.test(each));

/** The two options whose files are mates: their names differ in a 1 and a 2 only. Undefined unless there is one such pair. */
export function matesOf(options: readonly Option[]): readonly [Option, Option] | undefined {
  const inputs = options.filter(isFastq);
  const pairs = inputs.flatMap((first) => {
    const names = [...first.key.matchAll(/1/g)].map(
      ({ index }) => `${first.key.slice(0, index)}2${first.key.slice(index + 1)}`,
    );
    return inputs
      .filter(({ key }) => names.includes(key))
      .map((second): readonly [Option, Option] => [first, second]);
  });
  return pairs.length === 1 ? pairs[0] : undefined;
}

/** The options that the headings of nf-core's sample sheets mean. */
export function fastqHeadings(options: readonly Option[]): ReadonlyMap<string, Option> {
  const [only, ...others] = options.filter(isFastq);
  const [first, second] = matesOf(options) ?? (others.length === 0 ? [only] : []);
  return new Map([
    ...(first ? [['fastq_1', first] as const] : []),
    ...(second ? [['fastq_2', second] as const] : []),
  ]);
}
