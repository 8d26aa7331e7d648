import { pythonString } from '../language/python.ts';
import { shellWord } from '../language/shell.ts';
import { identifierOf } from '../step/identifiers.ts';
import type { InputPort, OutputPort, Step } from '../step/step.ts';
import { COMMON_FILE } from './common.ts';

const BYTES_PER_MIB = 1_048_576;
const BYTES_PER_MB = 1_000_000;

export function ruleText(step: Step, name: string): string {
  const { vcpus, memoryMiB, scratchMiB, scratchMiBPerInputMiB } = step.resources;
  const table = name.toUpperCase();
  const options = `joblayer_options(${table}, input, output, resources, config.get("${name}", {}))`;
  return [
    ...header(step, name),
    '',
    `include: "${COMMON_FILE}"`,
    '',
    '',
    `${table} = {`,
    `    "name": ${pythonString(step.name)},`,
    ...tableOf(
      'inputs',
      step.inputs.flatMap((input) => [input, ...input.secondaryFiles]),
    ),
    ...tableOf('outputs', outputsOf(step)),
    ...tableOf('parameters', [...parametersOf(step), { id: 'extra_args', flag: 'extra-args' }]),
    '}',
    '',
    '',
    `rule ${name}:`,
    '    input:',
    ...inputLines(step),
    '    output:',
    ...step.outputs.filter(({ usual }) => usual).map(outputLine),
    '    log:',
    `        "logs/${name}/{sample}.log",`,
    '    params:',
    `        options=lambda wildcards, input, output, resources: ${options},`,
    `    threads: ${Math.ceil(vcpus)}`,
    '    resources:',
    `        mem_mb=${megabytes(memoryMiB)},`,
    `        disk_mb=lambda wildcards, input: int(${megabytes(scratchMiB)} + ${scratchMiBPerInputMiB} * input.size_mb),`,
    '    container:',
    `        ${pythonString(`docker://${step.image}`)}`,
    '    shell:',
    `        "${step.command.map(shellWord).join(' ')} {params.options} --cpus={threads} 2>&1 | tee {log:q}"`,
    '',
  ].join('\n');
}

/** Rounded up, so that the tool's minimum is granted. */
const megabytes = (mib: number): number => Math.ceil((mib * BYTES_PER_MIB) / BYTES_PER_MB);

function header(step: Step, name: string) {
  const { about, rules, inputs, outputs, extraArgsFor } = step;
  const ports = (title: string, list: readonly { id: string; description: string }[]) =>
    list.length === 0
      ? []
      : ['#', `# ${title}`, ...list.map((each) => `#   ${each.id}: ${each.description}`)];
  const optional = inputs.flatMap((input) => [
    ...(isDefault(input) ? [] : [input]),
    ...input.secondaryFiles.filter(({ required }) => !required || !isDefault(input)),
  ]);
  return [
    `# ${about.description}`,
    ...rules.map((rule) => `# ${rule}`),
    '#',
    `# Give your own files with, in a rule of your own: use rule ${name} as my_${name} with: input: …, output: …, log: …`,
    ...ports('Inputs that may be added:', optional),
    ...ports(
      'Outputs that may be added:',
      outputs.filter(({ usual }) => !usual),
    ),
    ...ports(`Parameters, in the configuration under "${name}":`, [
      ...parametersOf(step),
      { id: 'extra_args', description: `More arguments for ${extraArgsFor}, in one text` },
    ]),
  ];
}

const isDefault = ({ required }: InputPort): boolean => required;

/** Keys of a configuration clash with nothing. */
const parametersOf = ({ params }: Step) =>
  params.map((param) => ({ ...param, id: identifierOf(param.flag) }));

/** An output that is made instead of another has a name of its own here, because its option is the name of its file. */
export const outputsOf = ({ outputs, requests }: Step) => {
  const known = new Set(outputs.map(({ key }) => key));
  return [
    ...outputs,
    ...requests
      .filter(({ key }) => !known.has(key))
      .map(({ key, flag, value }) => ({
        ...{ id: identifierOf(flag), key, flag },
        kind: value.endsWith(`${flag}/`) ? ('directory' as const) : ('file' as const),
      })),
  ];
};

const tableOf = (
  kind: string,
  ports: readonly { readonly id: string; readonly flag: string }[],
) => [`    "${kind}": {`, ...ports.map(({ id, flag }) => `        "${id}": "${flag}",`), '    },'];

/** The required inputs, by names after a sample's. */
function inputLines({ inputs }: Step): string[] {
  const required = inputs.filter(isDefault);
  const isOnly = required.filter(({ perSample }) => perSample).length === 1;
  return required.flatMap((input) => {
    const [suffix = ''] = input.suffixes;
    const sample = isOnly ? '{sample}' : `{sample}.${input.id}`;
    return fileLines(input, `${input.perSample ? sample : input.id}${suffix}`);
  });
}

function fileLines({ id, kind, secondaryFiles }: InputPort, name: string): string[] {
  const line = (port: string, path: string) =>
    `        ${port}=${kind === 'files' ? `["${path}"]` : `"${path}"`},`;
  const required = secondaryFiles.filter((file) => file.required);
  return [line(id, name), ...required.map((file) => line(file.id, `${name}${file.suffixes[0]}`))];
}

function outputLine({ id, kind, names: [name] }: OutputPort): string {
  const text = name
    .map((part) => (typeof part === 'string' ? part.replaceAll(/[^\w.+,@=-]/gu, '_') : '{sample}'))
    .join('');
  const path = `"${text.includes('{sample}') ? text : `{sample}.${text}`}"`;
  return `        ${id}=${kind === 'file' ? path : `directory(${path})`},`;
}
