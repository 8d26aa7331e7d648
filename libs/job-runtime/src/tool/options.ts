import * as z from 'zod';
import type {
  AnyTool,
  CompanionDefinition,
  InputDefinition,
  OutputDefinition,
} from './definition.ts';
import { RUNTIME_OPTIONS, type RuntimeOption } from './runtime-options.ts';

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

/** Every option of a tool, in the order of `--help`. */
export function optionsOf(tool: Pick<AnyTool, 'inputs' | 'outputs' | 'params'>): readonly Option[] {
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
    ...Object.entries(RUNTIME_OPTIONS).map(([key, definition]: [string, RuntimeOption]) => ({
      group: 'runtime' as const,
      flag: kebabCase(key),
      aliases: definition.aliases ?? [],
      key,
      definition,
    })),
  ];
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

export function optionNames(tool: Pick<AnyTool, 'inputs' | 'outputs' | 'params'>): string[] {
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
