import { comment, groovyString } from '../language/groovy.ts';
import { shellWord } from '../language/shell.ts';
import { globsOf } from '../step/globs.ts';
import { identifierOf } from '../step/identifiers.ts';
import type { InputPort, OutputPort, RequestPort, SecondaryPort, Step } from '../step/step.ts';
import type { Channel } from './channels.ts';
import { OPTIONS_FUNCTIONS, optionTable } from './options.ts';
import { nameAfter } from './prefix.ts';

export const processName = (step: Step): string => identifierOf(step.name).toUpperCase();

export function mainNf(step: Step, channels: readonly Channel[]): string {
  return [
    `// ${comment(step.about.description)}`,
    ...step.rules.map((rule) => `// ${comment(rule)}`),
    '',
    `process ${processName(step)} {`,
    ...directives(step).map(indent),
    '',
    '    input:',
    ...channels.map(channelLine).map(indent),
    '',
    '    output:',
    ...step.outputs.map(outputLine).map(indent),
    ...step.software.map(versionLine).map(indent),
    '',
    ...scriptLines(step).map(indent),
    '',
    ...stubLines(step).map(indent),
    '}',
    '',
    ...optionTable(step),
    '',
    OPTIONS_FUNCTIONS,
  ].join('\n');
}

const indent = (line: string): string => (line === '' ? '' : `    ${line}`);

function directives(step: Step): string[] {
  const { vcpus, memoryMiB, scratchMiB, scratchMiBPerInputMiB } = step.resources;
  const files = step.inputs.map(({ id }) => id).join(', ');
  const size = `[${files}].flatten().collect { file -> file.size() }.sum()`;
  return [
    'tag "${meta.id}"',
    `label '${labelOf(vcpus)}'`,
    `cpus ${Math.ceil(vcpus)}`,
    `memory { ${memoryMiB}.MB * task.attempt }`,
    `disk { ${scratchMiB}.MB + 1.B * (${scratchMiBPerInputMiB} * ${size}).longValue() }`,
    `container ${groovyString(step.image)}`,
  ];
}

/** The labels by which nf-core's pipelines set resources. */
function labelOf(vcpus: number): string {
  if (vcpus <= 1) return 'process_single';
  if (vcpus <= 2) return 'process_low';
  return vcpus <= 6 ? 'process_medium' : 'process_high';
}

function channelLine({ meta, elements }: Channel): string {
  const paths = elements.map(({ id, stageAs }) => `path(${id}, stageAs: '${stageAs}')`);
  if (meta === undefined && paths.length === 1) return `${paths[0]}`;
  return `tuple ${[...(meta === undefined ? [] : [`val(${meta})`]), ...paths].join(', ')}`;
}

function outputLine(output: OutputPort): string {
  const optional = output.required ? '' : ', optional: true';
  return `tuple val(meta), path(${globText(output)}), emit: ${output.id}${optional}`;
}

/** Java's globs have alternatives in braces. */
export function globText(output: OutputPort): string {
  const globs = globsOf(output);
  return globs.length === 1 ? `'${globs[0]}'` : `'{${globs.join(',')}}'`;
}

const versionLine = ({ name, version }: Step['software'][number]): string =>
  `tuple val("\${task.process}"), val(${groovyString(name)}), val(${groovyString(version)}), emit: ${versionsName(name)}, topic: versions`;

export const versionsName = (software: string): string =>
  `versions_${identifierOf(software).toLowerCase()}`;

function scriptLines(step: Step): string[] {
  const renamed = step.outputs
    .filter(({ renamable }) => renamable)
    .map((output) => `"--${output.flag}=" + quoted("${nameAfter(output, 'task.ext.prefix')}")`);
  const words = [
    ...step.inputs.flatMap(inputWords),
    ...step.requests.map(requestWord),
    '${options}',
    ...(renamed.length > 0 ? ['${renamed}'] : []),
    '--cpus=${task.cpus}',
    '${task.memory ? "--memory-mib=${task.memory.toMega()}" : \'\'}',
    '--output-dir=.',
  ];
  const command = step.command.map(shellWord).join(' ');
  return [
    'script:',
    'def options = optionsOf(task.ext)',
    ...(renamed.length > 0
      ? [`def renamed = task.ext.prefix ? [${renamed.join(', ')}].join(' ') : ''`]
      : []),
    '"""',
    [command, ...words.map((word) => `    ${word}`)].join(' \\\\\n    '),
    '"""',
  ];
}

/** Nextflow escapes names of files when it fills them in. */
function inputWords({ id, flag, kind, required, secondaryFiles }: InputPort): string[] {
  const isList = kind === 'files';
  const beside = secondaryFiles.map((file) => optionalWord(file, isList));
  if (!required) return [optionalWord({ id, flag }, isList), ...beside];
  return [`--${flag}${isList ? ' ' : '='}\${${id}}`, ...beside];
}

const optionalWord = ({ id, flag }: Pick<SecondaryPort, 'id' | 'flag'>, isList: boolean) =>
  `\${${id} ? "--${flag}${isList ? ' ' : '='}\${${id}}" : ''}`;

const requestWord = ({ id, flag, value }: RequestPort): string =>
  `\${task.ext.${id} ? "--${flag}=${value}" : ''}`;

function stubLines(step: Step): string[] {
  const commands = step.outputs.filter(({ byDefault }) => byDefault).map(stubCommand);
  // Nextflow's linter crashes on a variable that nothing uses.
  const usesPrefix = commands.some((command) => command.includes('prefix}'));
  const prefix = usesPrefix ? ['def prefix = task.ext.prefix ?: "${meta.id}"'] : [];
  return ['stub:', ...prefix, '"""', ...commands, '"""'];
}

function stubCommand(output: OutputPort): string {
  const name = `'${nameAfter(output, 'prefix')}'`;
  if (output.kind === 'directory') return `mkdir -p ${name}`;
  return name.endsWith(".gz'") ? `echo '' | gzip > ${name}` : `touch ${name}`;
}
