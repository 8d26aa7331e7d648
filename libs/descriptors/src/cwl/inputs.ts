import type { InputPort, ParamPort, SecondaryPort, Step } from '../step/step.ts';

type Input = Record<string, unknown>;

/** The largest value of CWL's `int`; `long` has 64 bits. */
const INT_MAX = 2 ** 31 - 1;

export const cwlInputs = (step: Step): Record<string, Input> => ({
  ...Object.fromEntries(step.inputs.map((input) => [input.id, fileInput(input)])),
  ...Object.fromEntries(step.params.map((param) => [param.id, paramInput(param)])),
  ...Object.fromEntries(
    step.requests.map(({ id, flag, value, description }) => [
      id,
      {
        type: 'boolean?',
        doc: description,
        inputBinding: { prefix: `--${flag}=${value}` },
      },
    ]),
  ),
  extra_args: {
    type: 'string?',
    doc: `More arguments for ${step.extraArgsFor}, in one text that is split as a shell would`,
    inputBinding: oneWord('extra-args'),
  },
});

/** `--flag=value`, so that a value may begin with a dash. */
const oneWord = (flag: string) => ({ prefix: `--${flag}=`, separate: false });

function fileInput(input: InputPort): Input {
  const { kind, required, flag, description, streamable, secondaryFiles } = input;
  return {
    type: typeOf(kind, required),
    doc: description,
    ...(streamable && { streamable }),
    ...(secondaryFiles.length > 0 && { secondaryFiles: secondaryFiles.flatMap(patternsOf) }),
    inputBinding: kind === 'files' ? { prefix: `--${flag}` } : oneWord(flag),
  };
}

function typeOf(kind: InputPort['kind'], required: boolean): string | readonly string[] {
  if (kind === 'file-or-directory') return [...(required ? [] : ['null']), 'File', 'Directory'];
  const type = { file: 'File', files: 'File[]', directory: 'Directory' }[kind];
  return required ? type : `${type}?`;
}

/** CWL cannot require one of several files, so each of them is optional. The runner checks that one is there. */
const patternsOf = ({ required, suffixes }: SecondaryPort) =>
  suffixes.map((pattern) => ({ pattern, required: required && suffixes.length === 1 }));

function paramInput(param: ParamPort): Input {
  const { flag, description, type } = param;
  return {
    type: paramType(param),
    doc: description,
    inputBinding:
      // CWL adds nothing for a false value. This text is added for both.
      type === 'boolean'
        ? { prefix: `--${flag}`, separate: false, valueFrom: '=$(self)' }
        : oneWord(flag),
  };
}

function paramType(param: ParamPort): unknown {
  const { type, required, choices, minimum, maximum } = param;
  if (type === 'string' && choices.length > 0 && choices.every(isSymbol)) {
    const symbols = { type: 'enum', symbols: choices };
    return required ? symbols : ['null', symbols];
  }
  const isInt = minimum !== undefined && maximum !== undefined && maximum <= INT_MAX;
  const name = { string: 'string', boolean: 'boolean', number: 'double', integer: '' }[type];
  return `${name || (isInt && minimum >= -INT_MAX ? 'int' : 'long')}${required ? '' : '?'}`;
}

/** A symbol is the end of an address, in which these characters alone stand for themselves. */
const isSymbol = (choice: string): boolean => /^[\w.+-]+$/.test(choice);
