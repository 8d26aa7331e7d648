import type { ExportedFile } from '../exported-file.ts';
import { pythonString } from '../language/python.ts';
import { identifierOf } from '../step/identifiers.ts';
import { outputsOf } from '../snakemake/rule.ts';
import { ruleName, snakemakeStep } from '../snakemake/index.ts';
import type { Step } from '../step/step.ts';
import type { StepCase } from '../step/step-case.ts';
import { type CaseLayout, givenCase } from './case-files.ts';

/** A rule of one's own with the files of the case, and the configuration with its parameters. */
export function snakemakeCase(given: Step, stepCase: StepCase, layout: CaseLayout): ExportedFile[] {
  const step = snakemakeStep(given);
  const rule = ruleName(step);
  const { files, params } = givenCase(step, stepCase, layout);
  const inputs = files.map(({ port, input, paths }) => {
    const list = paths.map(pythonString).join(', ');
    return `        ${port.id}=${input.kind === 'files' ? `[${list}]` : list},`;
  });
  const directory = `${step.name}.outputs`;
  const outputs = outputsOf(step).flatMap((port) => {
    const path = layout.outputs[port.key];
    if (path === undefined) return [];
    const text = pythonString(`${directory}/${path.replace(/\/$/, '')}`);
    return [`        ${port.id}=${port.kind === 'directory' ? `directory(${text})` : text},`];
  });
  const settings = params.map(
    ({ port, value }) => `    ${pythonString(identifierOf(port.flag))}: ${literal(value)},`,
  );
  return [
    {
      path: `${step.name}.case.smk`,
      text: [
        `config[${pythonString(rule)}] = {`,
        ...settings,
        '}',
        '',
        `include: "${step.name}.smk"`,
        '',
        '',
        `use rule ${rule} as case_${rule} with:`,
        '    input:',
        ...inputs,
        '    output:',
        ...outputs,
        '    log:',
        `        "logs/${step.name}.log",`,
        '',
      ].join('\n'),
    },
  ];
}

const literal = (value: string | number | boolean): string => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? pythonString(value) : String(value);
};
