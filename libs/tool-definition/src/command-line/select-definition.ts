/**
 * Which of an image's definitions a command line means, and the arguments that are its own: `snpeff-build --fasta …`
 * names one of those that do not run alone.
 *
 * @param definitions what the image runs alone comes first
 */
export function selectDefinition<T extends { readonly name: string }>(
  [first, ...others]: readonly [T, ...T[]],
  argv: readonly string[],
): { readonly definition: T; readonly argv: readonly string[] } {
  const named = others.find(({ name }) => name === argv[0]);
  return named ? { definition: named, argv: argv.slice(1) } : { definition: first, argv };
}
