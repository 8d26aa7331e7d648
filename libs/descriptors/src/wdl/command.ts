import { PACK, unpackInto } from '../language/archive.ts';
import { shellWord } from '../language/shell.ts';
import { globsOf } from '../step/globs.ts';
import type { InputPort, ParamPort, RequestPort, SecondaryPort, Step } from '../step/step.ts';
import { archiveOf } from './inputs.ts';

/** Directories of inputs are unpacked here, below the working directory: a task may write nowhere else. */
const UNPACKED = 'joblayer-inputs';

export function wdlCommand(step: Step): string[] {
  const directories = step.inputs.filter(({ kind }) => kind.endsWith('directory'));
  const options = [
    ...step.inputs.flatMap(inputOptions),
    ...step.params.map(paramOption),
    ...step.requests.map(requestOption),
    optional('extra_args', `"--extra-args=" + ${quoted('extra_args')}`),
  ];
  return [
    'command <<<',
    '  set -euo pipefail',
    ...directories.map((input) => `  ${unpack(input)}`),
    `  ${step.command.map(shellWord).join(' ')} \\`,
    ...options.map((option) => `    ${option} \\`),
    '    --cpus=~{cpu} \\',
    '    --memory-mib=~{memory_mib} \\',
    '    --output-dir=.',
    ...(directories.length > 0 ? [`  rm -rf ${UNPACKED}`] : []),
    ...packing(step),
    '>>>',
  ];
}

/** A placeholder for something that may be absent. */
const optional = (name: string, expression: string): string =>
  `~{if defined(${name}) then ${expression} else ""}`;

/**
 * An expression for a value as one word of the shell. WDL has no function that escapes quotes, and engines disagree on
 * backslashes in replacements, so that there is none: each `'` becomes `'"'"'`.
 */
const quoted = (name: string): string =>
  `"'" + sub(select_first([${name}]), "'", "'\\"'\\"'") + "'"`;

function inputOptions(input: InputPort): string[] {
  const { id, flag, kind, required, secondaryFiles } = input;
  const beside = secondaryFiles.map((file) =>
    kind === 'files' ? listOption(file, false) : fileOption(file, false),
  );
  switch (kind) {
    case 'file':
      return [fileOption({ id, flag }, required), ...beside];
    case 'files':
      return [listOption({ id, flag }, required), ...beside];
    case 'directory':
      return [directoryOption(id, input)];
    case 'file-or-directory':
      return [fileOption({ id, flag }, false), directoryOption(archiveOf(input), input), ...beside];
  }
}

type Named = Pick<SecondaryPort, 'id' | 'flag'>;

const fileOption = ({ id, flag }: Named, required: boolean): string =>
  required ? `--${flag}='~{${id}}'` : optional(id, `"--${flag}='" + ${id} + "'"`);

const listOption = ({ id, flag }: Named, required: boolean): string =>
  required
    ? `--${flag} ~{sep(" ", squote(${id}))}`
    : optional(id, `"--${flag} " + sep(" ", squote(select_first([${id}])))`);

const directoryOf = ({ flag }: InputPort): string => `${UNPACKED}/${flag}`;

const directoryOption = (name: string, input: InputPort): string =>
  optional(name, `"--${input.flag}=${directoryOf(input)}/"`);

function unpack(input: InputPort): string {
  const directory = directoryOf(input);
  if (input.kind === 'directory' && input.required)
    return unpackInto(directory, `'~{${input.id}}'`);
  const name = input.kind === 'directory' ? input.id : archiveOf(input);
  return optional(name, `"${unpackInto(directory, `'" + ${name} + "'`)}"`);
}

function paramOption({ id, flag, type, required }: ParamPort): string {
  if (type === 'string')
    return required ? `--${flag}=~{${quoted(id)}}` : optional(id, `"--${flag}=" + ${quoted(id)}`);
  return required ? `--${flag}=~{${id}}` : optional(id, `"--${flag}=~{select_first([${id}])}"`);
}

const requestOption = ({ id, flag, value }: RequestPort): string =>
  `~{if select_first([${id}, false]) then "--${flag}=${value}" else ""}`;

/** WDL 1.1 has no directories, so those that the tool made are packed. */
function packing({ outputs }: Step): string[] {
  const globs = outputs.filter(({ kind }) => kind === 'directory').flatMap(globsOf);
  if (globs.length === 0) return [];
  return [
    `  for directory in ${globs.join(' ')}; do`,
    `    if [ -d "$directory" ]; then ${PACK}; fi`,
    '  done',
  ];
}
