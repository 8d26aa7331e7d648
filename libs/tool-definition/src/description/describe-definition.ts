import type { AnyTool } from '../definition/definition.ts';
import type { InputDefinition } from '../definition/inputs.ts';
import { suffixesOf } from '../definition/names.ts';
import type { Beside, OutputDefinition } from '../definition/outputs.ts';
import { describeParams } from './describe-params.ts';
import type {
  DefinitionDescription,
  InputDescription,
  OutputDescription,
  RuntimeOptionDescription,
} from './description.ts';
import { kebabCase } from './kebab-case.ts';
import { OUTPUT_MANIFEST } from './output-manifest.ts';
import type { RuntimeOption } from './runtime-option.ts';
import { RUNTIME_OPTIONS } from './runtime-options.ts';
import { RUNTIME_RELATIONS } from './runtime-relations.ts';

/** The parts of a definition that a description is made from. Its hooks are code, so they are left out. */
export type Describable = Omit<AnyTool, 'checkInJob' | 'command' | 'inspect' | 'prepare'>;

const described = new WeakMap<Describable, DefinitionDescription>();

/** One definition as data, with all defaults filled in. It is made only once for each definition. */
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
    outputManifest: OUTPUT_MANIFEST,
    params: describeParams(tool.params),
    runtimeOptions: mapValues(RUNTIME_OPTIONS, describeRuntimeOption),
    resources: {
      ...{ vcpus, memoryMiB, scratch },
      ...(minimumMemoryMiB !== undefined && { minimumMemoryMiB }),
    },
    extraArgsFor,
    relations: plain([...RUNTIME_RELATIONS, ...(tool.relations ?? [])]),
    errorPatterns: plain(
      (tool.errorPatterns ?? []).map((pattern) => ({ provesBadData: false, ...pattern })),
    ),
    diagnostics: [...(tool.diagnostics ?? [])],
    checkedInJob: [...(tool.checkedInJob ?? [])],
  };
}

function describeInput(name: string, definition: InputDefinition): InputDescription {
  const { secondaryFiles = {}, ...rest } = definition;
  return plain({
    ...{ flag: kebabCase(name), aliases: [], required: true, stream: false, reference: false },
    ...rest,
    secondaryFiles: mapValues(secondaryFiles, (key, file) => ({
      ...{ flag: kebabCase(key), aliases: [], required: true },
      ...file,
    })),
  });
}

function describeOutput(name: string, definition: OutputDefinition): OutputDescription {
  const { beside } = definition;
  return plain({
    ...{ flag: kebabCase(name), aliases: [], required: true, stream: false, onRequest: false },
    ...definition,
    ...(beside && { beside: { otherIndexes: otherIndexes(beside), ...beside } }),
  });
}

/** A name with one of these endings promises an index of that format. */
const INDEX_SUFFIXES = ['.tbi', '.csi', '.bai', '.crai', '.fai', '.gzi'];

const otherIndexes = (beside: Beside): readonly string[] =>
  INDEX_SUFFIXES.filter((suffix) => !suffixesOf(beside).includes(suffix));

const describeRuntimeOption = (key: string, option: RuntimeOption): RuntimeOptionDescription =>
  plain({ flag: kebabCase(key), aliases: [], commandLineOnly: false, ...option });

/** The same data without `readonly`, as in the types of the schema. */
const plain = <T>(data: unknown): T => data as T;

const mapValues = <A, B>(
  record: Readonly<Record<string, A>>,
  change: (name: string, value: A) => B,
): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));
