/**
 * The definition that a command line selects, and the arguments for it. `snpeff-build --fasta …` selects a definition
 * by its name. Without a name, the first definition counts.
 *
 * @param definitions the default one comes first
 */
export function selectDefinition<T extends { readonly name: string }>(
  definitions: readonly [T, ...T[]],
  argv: readonly string[],
): { readonly definition: T; readonly argv: readonly string[] } {
  const named = definitions.find(({ name }) => name === argv[0]);
  return named ? { definition: named, argv: argv.slice(1) } : { definition: definitions[0], argv };
}
