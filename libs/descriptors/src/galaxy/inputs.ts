import { element, text, type Xml } from '../language/xml.ts';
import type { InputPort, ParamPort, SecondaryPort, Step } from '../step/step.ts';
import { formatAttribute, keptIndexes } from './formats.ts';
import { archiveOf } from './names.ts';
import { outputsInGalaxy } from './outputs.ts';

export const galaxyInputs = (step: Step): Xml[] => [
  ...step.inputs.flatMap(fileParams),
  ...step.params.map(valueParam),
  ...requestsInGalaxy(step).map(({ id, description }) =>
    element('param', { name: id, type: 'boolean', checked: false, label: description }),
  ),
  element(
    'param',
    {
      ...{ argument: '--extra-args', type: 'text', optional: true },
      label: `More arguments for ${step.extraArgsFor}, in one text that is split as a shell would`,
    },
    textRules(undefined),
  ),
];

/** Switches for outputs that Galaxy collects. It makes indexes itself. */
export const requestsInGalaxy = (step: Step) => {
  const keys = new Set(outputsInGalaxy(step).map(({ key }) => key));
  return step.requests.filter(({ key }) => keys.has(key));
};

const nameOf = ({ id, flag }: { readonly id: string; readonly flag: string }) => ({
  // Galaxy makes the name of the argument, and planemo warns of one that says the same.
  ...(id !== flag.replaceAll('-', '_') && { name: id }),
  argument: `--${flag}`,
});

function fileParams(input: InputPort): Xml[] {
  const { kind, required, description, suffixes } = input;
  const multiple = kind === 'files' ? true : undefined;
  const optional = !required || kind === 'file-or-directory';
  const file = { type: 'data', format: formatAttribute(suffixes), multiple, optional };
  const archive = {
    ...{ type: 'data', format: 'tar', optional },
    label: `${description}, as a tar archive of its content`,
  };
  const beside = input.secondaryFiles
    .filter((each) => keptIndexes(input, each).length === 0)
    .map((each) => secondaryParam(each, multiple));
  switch (kind) {
    case 'directory':
      return [element('param', { ...nameOf(input), ...archive })];
    case 'file-or-directory':
      return [
        element('param', {
          ...nameOf(input),
          ...file,
          label: `${description}. This one for a file`,
        }),
        element('param', { name: archiveOf(input), ...archive }),
        ...beside,
      ];
    default:
      return [element('param', { ...nameOf(input), ...file, label: description }), ...beside];
  }
}

const secondaryParam = (file: SecondaryPort, multiple: true | undefined): Xml =>
  element('param', {
    ...nameOf(file),
    ...{ type: 'data', format: formatAttribute(file.suffixes), multiple },
    ...{ optional: true, label: file.description },
  });

function valueParam(param: ParamPort): Xml {
  const { type, required, choices, minimum, maximum, description: label } = param;
  const common = { ...nameOf(param), label };
  const optional = !required;
  if (choices.length > 0) {
    const options = choices.map((choice) => element('option', { value: choice }, [text(choice)]));
    return element('param', { ...common, type: 'select', optional }, options);
  }
  switch (type) {
    case 'boolean':
      return element('param', { ...common, type, checked: param.default === true });
    case 'integer':
    case 'number': {
      const value = required ? (minimum ?? 0) : undefined;
      const kind = type === 'integer' ? 'integer' : 'float';
      return element('param', {
        ...{ ...common, type: kind, optional, value, min: minimum, max: maximum },
      });
    }
    case 'string':
      return element('param', { ...common, type: 'text', optional }, textRules(param));
  }
}

/** Galaxy changes characters that it does not know as valid. Here it refuses them instead, and escapes the quote. */
function textRules(param: ParamPort | undefined): Xml[] {
  const { pattern, expects, required = false } = param ?? {};
  const quote = element('mapping', { initial: 'none' }, [
    element('add', { source: "'", target: `'"'"'` }),
  ]);
  const valid = element('valid', { initial: 'string.printable' }, [
    element('remove', { value: "'" }),
  ]);
  return [
    element('sanitizer', {}, [valid, quote]),
    validator('^[ -~]*$', 'Expected printable characters of ASCII'),
    ...(required ? [validator('.', 'A value is needed')] : []),
    ...(pattern === undefined
      ? []
      : [validator(anywhere(pattern), expects ?? `Expected ${pattern}`)]),
  ];
}

const validator = (expression: string, message: string): Xml =>
  element('validator', { type: 'regex', message }, [text(expression)]);

/** Python matches from the start of a text. An empty text stands for one that was not given. */
const anywhere = (pattern: string): string => `^$|(?:[\\s\\S]*?(?:${pattern}))`;
