import { suffixesOf } from '../definition/names.ts';
import type { InputKind } from '../definition/inputs.ts';
import type { InputDescription, OutputDescription } from './description.ts';
import type { Option } from './options.ts';
import { describeParam } from '../arguments/params.ts';
import { conditionText } from '../arguments/relations.ts';

type Beside = NonNullable<OutputDescription['beside']>;
type InputVariable = NonNullable<InputDescription['fromVariable']>;

/** One option as texts, for the help and for the table in a package's README. */
export interface OptionDescription {
  /** The placeholder for the value: `file`, `whole number`, `flag`. */
  readonly type: string;
  readonly meaning: string;
  readonly required: boolean;
  readonly defaultText: string;
}

const INPUT_TYPES: Readonly<Record<InputKind, string>> = {
  file: 'file',
  files: 'file...',
  directory: 'directory',
  'file-or-directory': 'file or directory',
};

export function describeOption(option: Option): OptionDescription {
  switch (option.group) {
    case 'input': {
      const { kind, description, suffixes, required, fromVariable } = option.definition;
      return {
        type: INPUT_TYPES[kind],
        meaning: suffixes ? `${description} (${suffixes.join(', ')})` : description,
        required: required && !fromVariable,
        defaultText: fromVariable ? placeOf(fromVariable, required) : 'none',
      };
    }
    case 'secondary-file': {
      const { description, suffixes, required } = option.definition;
      const { key, definition: of } = option.of;
      return {
        type: of.kind === 'files' ? 'file...' : 'file',
        meaning: `${description} (${suffixes.join(', ')})`,
        required: false,
        defaultText: `beside ${key}${required ? '' : ', if it is there'}`,
      };
    }
    case 'output': {
      const { kind, description, required, onRequest, beside, insteadOf, defaultName, onlyWith } =
        option.definition;
      const inDirectory = `${defaultName} in --output-dir`;
      return {
        type: kind,
        meaning: [
          beside?.alternatives ? `${description} (${suffixesOf(beside).join(', ')})` : description,
          ...(onlyWith
            ? [`only with ${onlyWith.conditions.map(conditionText).join(' and ')}`]
            : []),
        ].join('; '),
        required: false,
        defaultText:
          onRequest || insteadOf !== undefined
            ? 'not made'
            : beside
              ? `beside ${beside.output}, with ${defaultSuffixes(beside).join(' or ')} added`
              : required || onlyWith?.required
                ? inDirectory
                : `${inDirectory}, or not published`,
      };
    }
    case 'param': {
      const { type, description, default: preset, enum: choices, required } = option.definition;
      const range =
        type === 'boolean' || type === 'string' ? '' : ` (${describeParam(option.definition)})`;
      return {
        type: type === 'boolean' ? 'flag' : choices ? choices.join('|') : (NAMES[type] ?? type),
        meaning: `${description}${choices ? '' : range}`,
        required,
        defaultText:
          type === 'boolean'
            ? preset === true
              ? 'on'
              : 'off'
            : preset === undefined
              ? 'not set'
              : String(preset),
      };
    }
    case 'runtime': {
      const {
        type,
        valueName,
        choices,
        description,
        default: preset,
        defaultText,
      } = option.definition;
      return {
        type:
          type === 'boolean' ? 'flag' : (choices?.join('|') ?? valueName ?? NAMES[type] ?? type),
        meaning: description,
        required: false,
        defaultText:
          type === 'boolean'
            ? preset === true
              ? 'on'
              : 'off'
            : String(preset ?? defaultText ?? 'none'),
      };
    }
  }
}

/** The default of an input that a variable gives. A required input is refused if neither gives a location. */
const placeOf = ({ name, subdirectory }: InputVariable, required: boolean): string =>
  `${subdirectory === undefined ? name : `${subdirectory}/ below ${name}`}, ${required ? 'required unless that is set' : 'if that is set'}`;

/** The suffixes that a default name may end in. */
const defaultSuffixes = ({ suffix, alternatives = [] }: Beside): readonly string[] => [
  suffix,
  ...alternatives.flatMap((other) => (other.when ? [other.suffix] : [])),
];

const NAMES: Readonly<Record<string, string>> = {
  integer: 'whole number',
  number: 'number',
  string: 'text',
};
