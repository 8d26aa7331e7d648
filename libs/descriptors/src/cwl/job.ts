import { yaml } from '../language/yaml.ts';
import { caseValues, type StepCase } from '../step/step-case.ts';
import type { Step } from '../step/step.ts';

/** The definition's case as the input object of a CWL run. Secondary files are found beside their files. */
export function cwlJob(step: Step, stepCase: StepCase): string {
  const { files, params, requests } = caseValues(step, stepCase);
  const object = Object.fromEntries([
    ...files.map(({ port, paths }) => {
      const list = paths.map(fileObject);
      return [port.id, port.kind === 'files' ? list : list[0]];
    }),
    ...params.map(({ port, value }) => [port.id, value]),
    ...requests.map(({ id }) => [id, true]),
  ]);
  return yaml(object);
}

const fileObject = (path: string) => ({
  class: path.endsWith('/') ? 'Directory' : 'File',
  path: path.replace(/\/$/, ''),
});
