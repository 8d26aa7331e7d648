import type { Condition } from '../arguments/relations.ts';
import type { AnyTool } from '../definition/definition.ts';
import type { InputDefinition } from '../definition/inputs.ts';
import { suffixesOf } from '../definition/names.ts';
import type { Beside, OutputDefinition, Outputs } from '../definition/outputs.ts';
import { describeParams } from './describe-params.ts';
import type {
  DefinitionDescription,
  InputDescription,
  OutputDescription,
  RuntimeOptionDescription,
} from './description.ts';
import { flagOf } from './flag-of.ts';
import { kebabCase } from './kebab-case.ts';
import { refinementsOf } from './own-messages.ts';
import { OUTPUT_MANIFEST } from './output-manifest.ts';
import type { RuntimeOption } from './runtime-option.ts';
import { RUNTIME_OPTIONS } from './runtime-options.ts';
import { RUNTIME_RELATIONS } from './runtime-relations.ts';

/** The parts of a definition that a description is made from. Its hooks are code, so they are left out. */
export type Describable = Omit<AnyTool, 'check' | 'checkInJob' | 'command' | 'inspect' | 'prepare'>;

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
    outputs: mapValues(tool.outputs, (output) => describeOutput(tool.outputs, output)),
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
    checkedInJob: [...(tool.checkedInJob ?? []), ...phrasesOf(tool.params)],
  };
}

/** The rules of parameters that only code can check. */
const phrasesOf = (params: Describable['params']): readonly string[] =>
  refinementsOf(params).map(({ param, message = '' }) =>
    param === undefined ? message : `${flagOf(param)}: ${message}`,
  );

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

function describeOutput(outputs: Outputs, name: string): OutputDescription {
  const definition = outputs[name] as OutputDefinition;
  const { beside, required = true } = definition;
  const conditions = conditionsOf(outputs, definition);
  return plain({
    ...{ flag: kebabCase(name), aliases: [], required: true, stream: false, onRequest: false },
    ...definition,
    // A reader that does not know conditions sees an optional output.
    ...(conditions.length > 0 && { required: false, onlyWith: { conditions, required } }),
    ...(beside && { beside: { otherIndexes: otherIndexes(beside), ...beside } }),
  });
}

/** An output beside another is made only if that one is. */
function conditionsOf(outputs: Outputs, { onlyWith = [], beside }: OutputDefinition): Condition[] {
  const anchor = beside && outputs[beside.output];
  return [...[onlyWith].flat(), ...(anchor ? conditionsOf(outputs, anchor) : [])];
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
