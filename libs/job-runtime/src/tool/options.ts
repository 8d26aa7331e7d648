import * as z from 'zod';
import type {
  AnyTool,
  CompanionDefinition,
  InputDefinition,
  OutputDefinition,
} from './definition.ts';
import { RUNTIME_OPTIONS, type RuntimeOption } from './runtime-options.ts';

const MIB_PER_GIB = 1024;

/** The part of JSON Schema that a parameter's schema comes out as. */
export interface ParamSchema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** One option of a tool's command line. `flag` is without its dashes, `key` its name in the definition. */
export type Option = { readonly flag: string; readonly aliases: readonly string[] } & (
  | { readonly group: 'input'; readonly key: string; readonly definition: InputDefinition }
  | {
      readonly group: 'companion';
      readonly key: string;
      readonly definition: CompanionDefinition;
      /** The input that it belongs to. */
      readonly of: { readonly key: string; readonly definition: InputDefinition };
    }
  | { readonly group: 'output'; readonly key: string; readonly definition: OutputDefinition }
  | { readonly group: 'param'; readonly key: string; readonly schema: ParamSchema }
  | { readonly group: 'runtime'; readonly key: string; readonly definition: RuntimeOption }
);

/** What the options are made from. */
type OptionSource = Pick<AnyTool, 'inputs' | 'outputs' | 'params'> &
  Partial<Pick<AnyTool, 'resources'>>;

/** Every option of a tool, in the order of `--help`. */
export function optionsOf(tool: OptionSource): readonly Option[] {
  return [
    ...Object.entries(tool.inputs).flatMap(([key, definition]) => [
      {
        group: 'input' as const,
        flag: kebabCase(key),
        aliases: definition.aliases ?? [],
        key,
        definition,
      },
      ...companionOptions({ key, definition }),
    ]),
    ...Object.entries(tool.outputs).map(([key, definition]) => ({
      group: 'output' as const,
      flag: kebabCase(key),
      aliases: definition.aliases ?? [],
      key,
      definition,
    })),
    ...Object.entries(paramSchemas(tool.params)).map(([key, schema]) => ({
      group: 'param' as const,
      flag: kebabCase(key),
      aliases: [],
      key,
      schema,
    })),
    ...Object.entries(runtimeOptions(tool)).map(([key, definition]) => ({
      group: 'runtime' as const,
      flag: kebabCase(key),
      aliases: definition.aliases ?? [],
      key,
      definition,
    })),
  ];
}

/** Where the tool has a floor of memory, the options that name the memory say so. */
function runtimeOptions({ resources }: OptionSource): Readonly<Record<string, RuntimeOption>> {
  const floorMiB = resources?.minimumMemoryMiB;
  if (floorMiB === undefined) return RUNTIME_OPTIONS;
  const { memoryMib, memory } = RUNTIME_OPTIONS;
  const atLeast = <O extends RuntimeOption>(option: O, least: number): RuntimeOption => ({
    ...option,
    description: `${option.description}: at least ${least}`,
  });
  return {
    ...RUNTIME_OPTIONS,
    memoryMib: atLeast(memoryMib, floorMiB),
    memory: atLeast(memory, Math.ceil(floorMiB / MIB_PER_GIB)),
  };
}

const companionOptions = (of: { readonly key: string; readonly definition: InputDefinition }) =>
  Object.entries(of.definition.companions ?? {}).map(([key, definition]) => ({
    group: 'companion' as const,
    flag: kebabCase(key),
    aliases: definition.aliases ?? [],
    key,
    definition,
    of,
  }));

export function optionNames(tool: OptionSource): string[] {
  return optionsOf(tool).flatMap((option) => [option.flag, ...option.aliases]);
}

export function paramSchemas(params: AnyTool['params']): Readonly<Record<string, ParamSchema>> {
  const schema = z.toJSONSchema(params, { io: 'input' });
  return (schema.properties ?? {}) as Record<string, ParamSchema>;
}

/** `removeDups` → `remove-dups`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
