import { PACK, unpackInto } from '../language/archive.ts';
import { shellWord } from '../language/shell.ts';
import { globsOf } from '../step/globs.ts';
import type { InputPort, OutputPort, ParamPort, SecondaryPort, Step } from '../step/step.ts';
import { datatypesOf, keptIndexes } from './formats.ts';
import { requestsInGalaxy } from './inputs.ts';
import { archiveOf } from './names.ts';
import { outputsInGalaxy, requestOf } from './outputs.ts';

/** A command in Cheetah: `$name` is a value of the form, and `\$name` a variable of the shell. */
export function galaxyCommand(step: Step): string {
  const options = [
    ...step.params.flatMap(paramOption),
    ...requestsInGalaxy(step).flatMap(({ id, flag, value }) => [
      `#if $${id}`,
      `    --${flag}='${value.replace('./', 'outputs/')}'`,
      '#end if',
    ]),
    ...textOption({ id: 'extra_args', flag: 'extra-args' }),
    '    --cpus="\\${GALAXY_SLOTS:-1}"',
    '    \\${GALAXY_MEMORY_MB:+--memory-mib="\\$GALAXY_MEMORY_MB"}',
    '    --output-dir=outputs',
  ];
  return [
    '',
    '#import re',
    '#set $words = []',
    'mkdir outputs &&',
    ...step.inputs.flatMap(linking),
    step.command.map(shellWord).join(' '),
    '#for $word in $words',
    '    $word',
    '#end for',
    ...options,
    ...outputsInGalaxy(step).flatMap((output) => collecting(step, output)),
    '',
  ].join('\n');
}

/** Links a dataset under a name that shows its format. Its words of the command go to `$words`. */
function linking(input: InputPort): string[] {
  const lines = input.kind === 'directory' ? [] : fileLinking(input);
  const archive = input.kind === 'directory' ? input.id : archiveOf(input);
  const isDirectory = input.kind === 'directory' || input.kind === 'file-or-directory';
  return [
    ...lines,
    ...(isDirectory
      ? [
          `#if $${archive}`,
          `${unpackInto(`inputs/${input.flag}`, `'$${archive}'`)} &&`,
          `#silent $words.append('--${input.flag}=inputs/${input.flag}/')`,
          '#end if',
        ]
      : []),
  ];
}

function fileLinking(input: InputPort): string[] {
  const { id, flag, kind } = input;
  const list = kind === 'files' ? `$${id}` : `[$${id}]`;
  return [
    `#if $${id}`,
    `#silent $words.append('--${flag}')`,
    `#for $number, $dataset in enumerate(${list})`,
    '#set $stem = re.sub(r"[^\\w.+-]", "_", str($dataset.element_identifier))',
    ...suffixChoice(input.suffixes),
    `#set $path = "inputs/${flag}/%d/%s" % ($number, $stem)`,
    `mkdir -p 'inputs/${flag}/$number' && ln -s '$dataset' '$path' &&`,
    ...input.secondaryFiles.flatMap((file) => keptLinking(input, file)),
    '#silent $words.append("\'%s\'" % $path)',
    '#end for',
    '#end if',
    ...input.secondaryFiles
      .filter((file) => keptIndexes(input, file).length === 0)
      .flatMap((file) => secondaryLinking(file, kind === 'files')),
  ];
}

/** The name gets the suffix of its datatype, unless it ends in one of the input's. */
function suffixChoice(suffixes: readonly string[]): string[] {
  const [usual] = suffixes;
  if (usual === undefined) return [];
  const set = (suffix: string) => `#set $suffix = '${suffix}'`;
  return [
    set(usual),
    ...datatypesOf(suffixes).flatMap(({ name, suffix }) => [
      `#if $dataset.is_of_type('${name}')`,
      set(suffix),
      '#end if',
    ]),
    `#if not $stem.lower().endswith((${suffixes.map((suffix) => `'${suffix.toLowerCase()}'`).join(', ')},))`,
    '#set $stem = $stem + $suffix',
    '#end if',
  ];
}

/** Galaxy keeps the index as metadata of the dataset. */
const keptLinking = (input: InputPort, file: SecondaryPort): string[] =>
  keptIndexes(input, file).flatMap(({ of, name, suffix }) => [
    `#if $dataset.is_of_type('${of}') and $dataset.metadata.${name}`,
    // Without braces, Cheetah would look for a field `bai` of `$path`.
    `ln -s '$dataset.metadata.${name}' '\${path}${suffix}' &&`,
    '#end if',
  ]);

function secondaryLinking({ id, flag, suffixes }: SecondaryPort, isList: boolean): string[] {
  return [
    `#if $${id}`,
    `#silent $words.append('--${flag}')`,
    `#for $number, $dataset in enumerate(${isList ? `$${id}` : `[$${id}]`})`,
    `#set $path = "inputs/${flag}/%d${suffixes[0]}" % $number`,
    `mkdir -p inputs/${flag} && ln -s '$dataset' '$path' &&`,
    '#silent $words.append("\'%s\'" % $path)',
    '#end for',
    '#end if',
  ];
}

function paramOption(param: ParamPort): string[] {
  const { id, flag, type } = param;
  if (type === 'boolean') {
    // Given only if it is not the default: an option that was given counts in relations to others.
    const isOn = param.default === true;
    return [`#if ${isOn ? 'not ' : ''}$${id}`, `    --${flag}=${!isOn}`, '#end if'];
  }
  return textOption({ id, flag });
}

const textOption = ({ id, flag }: { readonly id: string; readonly flag: string }): string[] => [
  `#if str($${id}) not in ('', 'None')`,
  `    --${flag}='$${id}'`,
  '#end if',
];

function collecting(step: Step, output: OutputPort): string[] {
  const [request] = requestOf(step, output);
  // A name with the suffix of an input has a pattern for each suffix, of which one matches.
  const patterns = globsOf(output).map((pattern) => `outputs/${pattern}`);
  const find = `made=\\$(ls -d ${patterns.join(' ')} 2> /dev/null || true)`;
  const move =
    output.kind === 'directory'
      ? `directory="\\$made" && ${PACK.replaceAll('$', '\\$')} && mv "\\$directory.tar" '$${output.id}'`
      : `mv "\\$made" '$${output.id}'`;
  // An optional output that the tool did not write leaves its dataset empty.
  const isSure = output.required || request;
  const line = `&& ${find} && ${isSure ? move : `{ [ -z "\\$made" ] || { ${move}; }; }`}`;
  return request ? [`#if $${request.id}`, line, '#end if'] : [line];
}
