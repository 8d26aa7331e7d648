import type { ExportedFile } from '../exported-file.ts';
import type { Step } from '../step/step.ts';
import type { StepCase } from '../step/step-case.ts';
import { archiveOf } from '../wdl/inputs.ts';
import { wdlStep } from '../wdl/index.ts';
import { type CaseLayout, givenCase, isDirectory } from './case-files.ts';

/** The inputs of the workflow. A directory is the archive beside it, at its name with `.tar` added. */
export function wdlCase(given: Step, stepCase: StepCase, layout: CaseLayout): ExportedFile[] {
  const { step, workflowName } = wdlStep(given);
  const { files, params, requests } = givenCase(step, stepCase, layout);
  const inputs = [
    ...files.map(({ port, input, paths }) => {
      if (port === input && isDirectory(stepCase, input)) {
        const name = input.kind === 'directory' ? input.id : archiveOf(input);
        return [name, `${paths[0]}.tar`];
      }
      return [port.id, input.kind === 'files' ? paths : paths[0]];
    }),
    ...params.map(({ port, value }) => [port.id, value]),
    ...requests.map(({ id }) => [id, true]),
  ];
  const object = Object.fromEntries(
    inputs.map(([name, value]) => [`${workflowName}.${String(name)}`, value]),
  );
  return [{ path: `${step.name}.case.json`, text: `${JSON.stringify(object, null, 2)}\n` }];
}
