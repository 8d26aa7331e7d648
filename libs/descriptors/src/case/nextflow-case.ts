import type { ExportedFile } from '../exported-file.ts';
import { groovyString } from '../language/groovy.ts';
import { channelsOf } from '../nextflow/channels.ts';
import { nextflowStep } from '../nextflow/index.ts';
import { processName } from '../nextflow/process.ts';
import type { Step } from '../step/step.ts';
import type { StepCase } from '../step/step-case.ts';
import { type CaseLayout, givenCase } from './case-files.ts';

/** A workflow that calls the module with the case, and the configuration with its parameters. */
export function nextflowCase(given: Step, stepCase: StepCase, layout: CaseLayout): ExportedFile[] {
  const step = nextflowStep(given);
  const { files, params, requests } = givenCase(step, stepCase, layout);
  const name = processName(step);
  const value = (id: string): string => {
    const paths = files.find(({ port }) => port.id === id)?.paths ?? [];
    const list = paths.map((path) => `file(${groovyString(path)}, checkIfExists: true)`);
    return list.length === 1 ? String(list[0]) : `[${list.join(', ')}]`;
  };
  const channels = channelsOf(step).map(({ meta, elements }) => {
    const words = [
      ...(meta === undefined ? [] : [`[id: ${groovyString(step.name)}]`]),
      ...elements.map(({ id }) => value(id)),
    ];
    return meta === undefined && words.length === 1 ? String(words[0]) : `[${words.join(', ')}]`;
  });
  const settings = [
    ...params.map(({ port, value: text }) => `ext.${port.id} = ${literal(text)}`),
    ...requests.map(({ id }) => `ext.${id} = true`),
  ];
  return [
    {
      path: `${step.name}.case.nf`,
      text: [
        `include { ${name} } from './modules/${step.name}/main.nf'`,
        '',
        `workflow CASE_${name} {`,
        `    ${name}(`,
        ...channels.map((channel) => `        ${channel},`),
        '    )',
        '}',
        '',
      ].join('\n'),
    },
    {
      path: `${step.name}.case.config`,
      text: configuration(name, settings),
    },
  ];
}

/** Nextflow refuses an empty block of a process. */
function configuration(name: string, settings: readonly string[]): string {
  if (settings.length === 0) return '';
  const lines = settings.map((line) => `        ${line}`);
  return [`process {`, `    withName: '${name}' {`, ...lines, '    }', '}', ''].join('\n');
}

const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? groovyString(value) : String(value);
