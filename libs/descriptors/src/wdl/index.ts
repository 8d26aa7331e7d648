import type { ExportedFile } from '../exported-file.ts';
import { WDL_KEYWORDS, wdlString } from '../language/wdl.ts';
import { identifierOf, withIdentifiers } from '../step/identifiers.ts';
import type { Step } from '../step/step.ts';
import { wdlCommand } from './command.ts';
import { archiveOf, declarations, declared, OWN_INPUTS, parameterMeta } from './inputs.ts';
import { wdlOutputs } from './outputs.ts';

/** A task of WDL 1.1, and a workflow that calls it alone: https://github.com/openwdl/wdl/blob/wdl-1.1/SPEC.md */
export function wdl(given: Step): ExportedFile[] {
  const { step, taskName, workflowName } = wdlStep(given);
  const text = [
    'version 1.1',
    '',
    ...section(`task ${taskName}`, [
      ...meta(step),
      '',
      ...section('input', declarations(step)),
      '',
      ...wdlCommand(step),
      '',
      ...section('output', wdlOutputs(step)),
      '',
      ...section('runtime', runtime(step)),
      '',
      ...section('parameter_meta', parameterMeta(step)),
    ]),
    '',
    ...section(`workflow ${workflowName}`, workflow(step, taskName)),
    '',
  ].join('\n');
  return [{ path: `${step.name}.wdl`, text }];
}

/** The required inputs, as `miniwdl run` takes them. */
export const wdlRunLine = (given: Step, directory: string): string => {
  const { step } = wdlStep(given);
  const inputs = step.inputs.flatMap(({ id, required, secondaryFiles }) =>
    required ? [id, ...secondaryFiles.filter((file) => file.required).map((file) => file.id)] : [],
  );
  return ['miniwdl run', `${directory}/${step.name}.wdl`, ...inputs.map((id) => `${id}=FILE`)].join(
    ' ',
  );
};

/** The step with names that WDL takes, and the names of its task and workflow. */
export function wdlStep(given: Step) {
  const taskName = nameOf(given.name);
  const workflowName = `run_${taskName}`;
  const archives = given.inputs.map((input) => archiveOf({ ...input, id: identifierOf(input.id) }));
  const own = [...OWN_INPUTS, ...archives, taskName, workflowName];
  return { step: withIdentifiers(given, [...WDL_KEYWORDS, ...own]), taskName, workflowName };
}

const nameOf = (name: string): string => {
  const identifier = identifierOf(name);
  return WDL_KEYWORDS.includes(identifier) ? `${identifier}_` : identifier;
};

const section = (head: string, lines: readonly string[]): string[] => [
  `${head} {`,
  ...lines.map((line) => (line === '' ? '' : `  ${line}`)),
  '}',
];

function meta({ summary, about, software, rules }: Step): string[] {
  const version = software.map((each) => `${each.name} ${each.version}`).join(', ');
  return section('meta', [
    `description: ${wdlString([`${about.description}.`, ...rules].join('\n'))}`,
    `summary: ${wdlString(summary)}`,
    `software: ${wdlString(version)}`,
    `license: ${wdlString(software[0].license)}`,
    `help: ${wdlString(about.documentation)}`,
  ]);
}

const runtime = ({ image }: Step): string[] => [
  `container: ${wdlString(image)}`,
  'cpu: cpu',
  'memory: "~{memory_mib} MiB"',
  // Toil and Cromwell read no number here.
  'disks: "local-disk ~{disk_gib} SSD"',
  'maxRetries: max_retries',
];

function workflow(step: Step, taskName: string): string[] {
  const names = declared(step);
  return [
    ...section('meta', [`description: ${wdlString(step.summary)}`]),
    '',
    ...section('input', declarations(step)),
    '',
    `call ${taskName} {`,
    '  input:',
    ...names.map((name) => `    ${name} = ${name},`),
    '}',
    '',
    ...section(
      'output',
      step.outputs.map(
        ({ id, required }) => `File${required ? '' : '?'} ${id} = ${taskName}.${id}`,
      ),
    ),
    '',
    ...section('parameter_meta', parameterMeta(step)),
  ];
}
