import type { AnyTool, InputDefinition, OutputDefinition } from '../definition/definition.ts';
import { describeParams } from './describe-params.ts';
import type {
  DefinitionDescription,
  InputDescription,
  OutputDescription,
  RuntimeOptionDescription,
} from './description.ts';
import { kebabCase } from './kebab-case.ts';
import { RUNTIME_OPTIONS, type RuntimeOption } from './runtime-options.ts';

/** What a description is made from. Hooks are not. */
export type Describable = Omit<AnyTool, 'checkInJob' | 'command' | 'inspect' | 'prepare'>;

const described = new WeakMap<Describable, DefinitionDescription>();

/** One definition as data, in which all defaults are filled in. It is made once. */
export function describeDefinition(tool: Describable): DefinitionDescription {
  const known = described.get(tool);
  if (known) return known;
  const description = describe(tool);
  described.set(tool, description);
  return description;
}

function describe(tool: Describable): DefinitionDescription {
  const { name, summary, extraArgsFor, resources } = tool;
  const { vcpus, memoryMiB, minimumMemoryMiB, scratch } = resources;
  return {
    ...{ name, summary },
    inputs: mapValues(tool.inputs, describeInput),
    outputs: mapValues(tool.outputs, describeOutput),
    params: describeParams(tool.params),
    runtimeOptions: mapValues(RUNTIME_OPTIONS, describeRuntimeOption),
    resources: {
      ...{ vcpus, memoryMiB, scratch },
      ...(minimumMemoryMiB !== undefined && { minimumMemoryMiB }),
    },
    extraArgsFor,
    relations: plain(tool.relations ?? []),
    errorPatterns: plain(
      (tool.errorPatterns ?? []).map((pattern) => ({ provesBadData: false, ...pattern })),
    ),
    diagnostics: [...(tool.diagnostics ?? [])],
    checkedInJob: [...(tool.checkedInJob ?? [])],
  };
}

function describeInput(name: string, definition: InputDefinition): InputDescription {
  const { companions = {}, ...rest } = definition;
  return plain({
    ...{ flag: kebabCase(name), aliases: [], required: true, stream: false, reference: false },
    ...rest,
    secondaryFiles: mapValues(companions, (key, file) => ({
      ...{ flag: kebabCase(key), aliases: [], required: true },
      ...file,
    })),
  });
}

const describeOutput = (name: string, definition: OutputDefinition): OutputDescription =>
  plain({
    ...{ flag: kebabCase(name), aliases: [], required: true, stream: false, onRequest: false },
    ...definition,
  });

const describeRuntimeOption = (key: string, option: RuntimeOption): RuntimeOptionDescription =>
  plain({ flag: kebabCase(key), aliases: [], ...option });

/** The same, of which nothing is read-only: descriptions have the types that their schema gives. */
const plain = <T>(data: unknown): T => data as T;

const mapValues = <A, B>(
  record: Readonly<Record<string, A>>,
  change: (name: string, value: A) => B,
): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));
