import {
  conditionText,
  type DefinitionDescription,
  type OutputDescription,
  type Option,
  optionsOf,
} from '@joblayer/tool-definition';
import { describePort, oneLine } from './describe-port.ts';
import { optionsIn } from './relations.ts';
import { besideSuffixes, isRequested, outputNames } from './output-names.ts';
import type {
  InputPort,
  OutputName,
  OutputPort,
  ParamPort,
  RequestPort,
  SecondaryPort,
} from './step.ts';

type OptionOf<Group> = Extract<Option, { readonly group: Group }>;

const portOf = (option: Option) => ({
  id: option.flag,
  key: option.key,
  flag: option.flag,
  description: describePort(option),
});

export function inputPorts(definition: DefinitionDescription): InputPort[] {
  const options = optionsOf(definition);
  const secondary = options.filter((option) => option.group === 'secondary-file');
  return options
    .filter((option) => option.group === 'input')
    .map((option) => ({
      ...portOf(option),
      kind: option.definition.kind,
      required: option.definition.required,
      suffixes: option.definition.suffixes ?? [],
      perSample: isPerSample(option, definition),
      streamable: option.definition.stream === true,
      secondaryFiles: secondary.filter(({ of }) => of.key === option.key).map(secondaryPort),
    }));
}

/** Required inputs that jobs do not share, and inputs that have as many files as one of those: mates. */
function isPerSample(
  { key, definition: { required, reference } }: OptionOf<'input'>,
  { inputs, relations }: DefinitionDescription,
): boolean {
  if (reference) return false;
  return (
    required ||
    relations.some(
      (relation) =>
        relation.kind === 'sameCount' &&
        relation.options.includes(key) &&
        relation.options.some((other) => inputs[other]?.required),
    )
  );
}

function secondaryPort(option: OptionOf<'secondary-file'>): SecondaryPort {
  const { required, suffixes } = option.definition;
  return { ...portOf(option), required, suffixes: suffixes as [string, ...string[]] };
}

export const paramPorts = (definition: DefinitionDescription): ParamPort[] =>
  optionsOf(definition)
    .filter((option) => option.group === 'param')
    .map((option) => {
      const { type, required, minimum, maximum, pattern, expects } = option.definition;
      const preset = option.definition.default;
      const choices = (option.definition.enum ?? []).map(String);
      return {
        ...{ ...portOf(option), type, required, choices },
        ...{ pattern, expects, minimum, maximum, default: preset },
      };
    });

const outputsOf = ({ outputs }: DefinitionDescription) => Object.entries(outputs);

/** A switch for each output that is made only if its own option names a location. */
export const requestPorts = (definition: DefinitionDescription): RequestPort[] =>
  outputsOf(definition)
    .filter(([, output]) => isRequested(output))
    .map(([key, output]) => ({
      ...{ id: `make-${output.flag}`, key, flag: output.flag },
      description: `Make this output, which is not made by default: ${oneLine(output.description)}`,
      // A file gets its default name in a directory. A directory has the name that is given.
      value: output.kind === 'directory' ? `./${output.flag}/` : './',
    }));

export const outputPorts = (definition: DefinitionDescription): OutputPort[] =>
  outputsOf(definition)
    .filter(([, output]) => output.insteadOf === undefined)
    .map(([key, output]) => ({
      ...{ id: output.flag, key, flag: output.flag, kind: output.kind },
      description: meaningOf(output),
      required: output.required && !output.onRequest,
      byDefault: !dependsOnRequest(output, definition),
      usual: (output.required && !output.onRequest) || isFirstOfOneOf(key, definition),
      renamable: isRenamable(key, definition),
      names: outputNames(definition, key) as [OutputName, ...OutputName[]],
      suffixOf: /\{(\w+)\.suffix\}$/.exec(output.defaultName)?.[1],
      beside: besideOf(definition, key, output),
    }));

/** What an output is, and under what condition it is made. */
function meaningOf({ description, onlyWith }: OutputDescription): string {
  const conditions = (onlyWith?.conditions ?? []).map(conditionText).join(' and ');
  return oneLine(conditions === '' ? description : `${description}; only with ${conditions}`);
}

/** Whether some relation wants one of several options, this output is the first of them, and none is required. */
const isFirstOfOneOf = (
  key: string,
  { inputs, outputs, relations }: DefinitionDescription,
): boolean =>
  relations.some(
    (relation) =>
      relation.kind === 'oneOf' &&
      relation.options.find((option) => outputs[option]) === key &&
      !relation.options.some((option) => inputs[option]?.required),
  );

const dependsOnRequest = (
  output: OutputDescription,
  { outputs }: DefinitionDescription,
): boolean => {
  const anchor = output.beside && outputs[output.beside.output];
  return isRequested(output) || (anchor !== undefined && isRequested(anchor));
};

/** An option that was given counts in relations, and may be refused. The name of such an output stays the default one. */
const isRenamable = (key: string, { outputs, relations }: DefinitionDescription): boolean => {
  const output = outputs[key];
  if (!output || output.beside || output.onlyWith || isRequested(output)) return false;
  return !relations.some(
    (relation) => relation.kind !== 'oneOf' && optionsIn(relation).includes(key),
  );
};

function besideOf(
  { outputs }: DefinitionDescription,
  key: string,
  output: OutputDescription,
): OutputPort['beside'] {
  const anchor = output.beside && outputs[output.beside.output];
  if (!anchor) return undefined;
  const replacing = Object.values(outputs).filter(({ insteadOf }) => insteadOf === key);
  const suffixes = [output, ...replacing].flatMap(besideSuffixes);
  return { id: anchor.flag, suffixes: [...new Set(suffixes)] };
}
