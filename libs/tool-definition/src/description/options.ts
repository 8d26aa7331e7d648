import type {
  DefinitionDescription,
  InputDescription,
  OutputDescription,
  ParamDescription,
  RuntimeOptionDescription,
  SecondaryFileDescription,
} from './description.ts';

const MIB_PER_GIB = 1024;

interface Described<Group extends string, Description> {
  readonly group: Group;
  readonly flag: string;
  readonly aliases: readonly string[];
  /** Its name in the definition. */
  readonly key: string;
  readonly definition: Description;
}

/** One option of a tool's command line. `flag` is without its dashes. */
export type Option =
  | Described<'input', InputDescription>
  | (Described<'secondary-file', SecondaryFileDescription> & {
      /** The input that it belongs to. */
      readonly of: { readonly key: string; readonly definition: InputDescription };
    })
  | Described<'output', OutputDescription>
  | Described<'param', ParamDescription>
  | Described<'runtime', RuntimeOptionDescription>;

/** Every option of a tool, in the order of `--help`. */
export function optionsOf(tool: DefinitionDescription): readonly Option[] {
  return [
    ...Object.entries(tool.inputs).flatMap(([key, definition]) => [
      option('input', key, definition),
      ...Object.entries(definition.secondaryFiles).map(([name, file]) => ({
        ...option('secondary-file', name, file),
        of: { key, definition },
      })),
    ]),
    ...Object.entries(tool.outputs).map((output) => option('output', ...output)),
    ...Object.entries(tool.params).map((param) => option('param', ...param)),
    ...Object.entries(runtimeOptions(tool)).map((runtime) => option('runtime', ...runtime)),
  ];
}

const option = <
  Group extends string,
  Description extends { readonly flag: string; readonly aliases?: readonly string[] },
>(
  group: Group,
  key: string,
  definition: Description,
): Described<Group, Description> => {
  const { flag, aliases = [] } = definition;
  return { group, flag, aliases, key, definition };
};

/** States the tool's memory floor in the descriptions of the options for memory. */
function runtimeOptions({
  runtimeOptions,
  resources: { minimumMemoryMiB: floorMiB },
}: DefinitionDescription): DefinitionDescription['runtimeOptions'] {
  if (floorMiB === undefined) return runtimeOptions;
  const least: Readonly<Record<string, number>> = {
    memoryMib: floorMiB,
    memory: Math.ceil(floorMiB / MIB_PER_GIB),
  };
  return Object.fromEntries(
    Object.entries(runtimeOptions).map(([key, each]) => [
      key,
      least[key] === undefined
        ? each
        : { ...each, description: `${each.description}: at least ${least[key]}` },
    ]),
  );
}

export function optionNames(tool: DefinitionDescription): string[] {
  return optionsOf(tool).flatMap((each) => [each.flag, ...each.aliases]);
}
