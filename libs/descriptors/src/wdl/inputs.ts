import { wdlString } from '../language/wdl.ts';
import type { InputPort, ParamPort, Step } from '../step/step.ts';

/** Inputs that every task has. */
export const OWN_INPUTS: readonly string[] = [
  ...['extra_args', 'cpu', 'memory_mib', 'disk_gib', 'max_retries'],
];

/** The name of the archive, where an input may be a file or a directory. */
export const archiveOf = ({ id }: InputPort): string => `${id}_archive`;

interface Declaration {
  readonly type: string;
  readonly name: string;
  readonly value?: string;
  readonly description: string;
}

export const declarations = (step: Step): string[] =>
  all(step).map(({ type, name, value }) => `${type} ${name}${value ? ` = ${value}` : ''}`);

export const declared = (step: Step): string[] => all(step).map(({ name }) => name);

export const parameterMeta = (step: Step): string[] => [
  ...all(step).map(({ name, description }) => `${name}: ${wdlString(description)}`),
  ...step.outputs.map(({ id, kind, description }) => {
    return `${id}: ${wdlString(kind === 'file' ? description : `${description}, as a tar archive`)}`;
  }),
];

const all = (step: Step): Declaration[] => [
  ...step.inputs.flatMap(inputsOf),
  ...step.params.map(paramOf),
  ...step.requests.map(({ id, description }) => ({ type: 'Boolean?', name: id, description })),
  ...ownInputs(step),
];

const ARCHIVE = 'as a tar archive of its content';

function inputsOf(input: InputPort): Declaration[] {
  const { id: name, kind, required, description, secondaryFiles } = input;
  const end = required ? '' : '?';
  const beside = secondaryFiles.map((file) => ({
    type: kind === 'files' ? 'Array[File]+?' : 'File?',
    name: file.id,
    description: file.description,
  }));
  switch (kind) {
    case 'file':
      return [{ type: `File${end}`, name, description }, ...beside];
    case 'files':
      return [{ type: `Array[File]+${end}`, name, description }, ...beside];
    case 'directory':
      return [{ type: `File${end}`, name, description: `${description}, ${ARCHIVE}` }];
    case 'file-or-directory':
      return [
        { type: 'File?', name, description: `${description}. This one for a file` },
        {
          type: 'File?',
          name: archiveOf(input),
          description: `For ${name} that is a directory, ${ARCHIVE}`,
        },
        ...beside,
      ];
  }
}

const TYPES = { string: 'String', number: 'Float', integer: 'Int', boolean: 'Boolean' };

const paramOf = ({ id, type, required, description }: ParamPort): Declaration => ({
  ...{ type: `${TYPES[type]}${required ? '' : '?'}`, name: id, description },
});

const ownInputs = (step: Step): Declaration[] => [
  {
    ...{ type: 'String?', name: 'extra_args' },
    description: `More arguments for ${step.extraArgsFor}, in one text that is split as a shell would`,
  },
  {
    ...{ type: 'Int', name: 'cpu', value: String(Math.ceil(step.resources.vcpus)) },
    description: 'CPUs that the tool gets',
  },
  {
    ...{ type: 'Int', name: 'memory_mib', value: String(step.resources.memoryMiB) },
    description: 'Memory that the tool gets, in MiB',
  },
  {
    ...{ type: 'Int', name: 'disk_gib', value: diskExpression(step) },
    description: 'Disk space for the inputs, scratch and outputs, in GiB',
  },
  {
    ...{ type: 'Int', name: 'max_retries', value: '1' },
    description: 'How often the engine repeats the task after any failure',
  },
];

/** Inputs may be copied to the same disk, so they count as well. */
function diskExpression({ inputs, resources }: Step): string {
  const { scratchMiB, scratchMiBPerInputMiB } = resources;
  const sizes = inputs.flatMap((input) => [
    sizeOf(input),
    ...(input.kind === 'file-or-directory' ? [`size(${archiveOf(input)}, "MiB")`] : []),
  ]);
  const factor = (1 + scratchMiBPerInputMiB).toFixed(2);
  return `ceil((${scratchMiB} + ${factor} * (${sizes.join(' + ') || '0'})) / 1024)`;
}

/** `size` takes an optional file, and no optional list. */
const sizeOf = ({ id, kind, required }: InputPort): string =>
  kind === 'files' && !required
    ? `size(flatten(select_all([${id}])), "MiB")`
    : `size(${id}, "MiB")`;
