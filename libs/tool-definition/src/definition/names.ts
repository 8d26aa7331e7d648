import type { Beside } from './outputs.ts';

/** A file's name without the longest suffix that the definition allows, or else without its last extension. */
export function stemOf(name: string, suffixes: readonly string[] = []): string {
  const suffix = endingIn(name, suffixes);
  if (suffix !== undefined) return name.slice(0, -suffix.length);
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

/** The longest of the suffixes that a name ends in. Letter case does not matter (`x.BAM`, `x.Fastq.gz`). */
export function endingIn(name: string, suffixes: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  let longest: string | undefined;
  for (const suffix of suffixes) {
    const isLonger = longest === undefined || suffix.length > longest.length;
    if (isLonger && name.length > suffix.length && lower.endsWith(suffix.toLowerCase())) {
      longest = suffix;
    }
  }
  return longest;
}

/** An input's name in scratch. Its ending is spelled as in the definition, because tools compare it with its case. */
export function stagedName(name: string, suffixes: readonly string[] = []): string {
  const ending = endingIn(name, suffixes);
  return ending === undefined ? name : name.slice(0, -ending.length) + ending;
}

/** A part of a default name that an input gives: the input, and which part of its first file's name. */
export const NAME_PART = /\{(\w+)\.(stem|suffix|name)\}/g;

/** The part of an input that decides on its files' names. */
interface Suffixed {
  readonly suffixes?: readonly string[] | undefined;
}

/**
 * Fills `{input.stem}`, `{input.suffix}` and `{input.name}` in an output's default name. The suffix is what the stem lacks.
 *
 * @param fileNames the name of the first file of each given input
 * @returns undefined if an input that the name refers to was not given
 */
export function fillDefaultName(
  template: string,
  inputs: Readonly<Record<string, Suffixed>>,
  fileNames: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let complete = true;
  const name = template.replaceAll(NAME_PART, (_, input: string, part: string) => {
    const fileName = fileNames[input];
    if (fileName === undefined) {
      complete = false;
      return '';
    }
    const whole = stagedName(fileName, inputs[input]?.suffixes);
    const stem = stemOf(whole, inputs[input]?.suffixes);
    if (part === 'suffix') return whole.slice(stem.length);
    return part === 'name' ? whole : stem;
  });
  return complete ? name : undefined;
}

/** The endings that an output beside another may have. Each stands for a format. */
export const suffixesOf = ({
  suffix,
  alternatives = [],
}: Pick<Beside, 'suffix'> & {
  readonly alternatives?: readonly { readonly suffix: string }[] | undefined;
}): readonly string[] => [suffix, ...alternatives.map((other) => other.suffix)];
