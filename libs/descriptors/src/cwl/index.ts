import type { ExportedFile } from '../exported-file.ts';
import { yaml } from '../language/yaml.ts';
import { withIdentifiers } from '../step/identifiers.ts';
import type { Step } from '../step/step.ts';
import type { StepCase } from '../step/step-case.ts';
import { cwlInputs } from './inputs.ts';
import { cwlJob } from './job.ts';
import { cwlMetadata, NAMESPACES } from './metadata.ts';
import { cwlOutputs } from './outputs.ts';
import { cwlRequirements } from './requirements.ts';

export interface CwlOptions {
  /** Ask for scratch space by the size of the inputs. The engine then needs a JavaScript interpreter. */
  readonly expressions?: boolean;
  /** The definition's case, which becomes an example of an input object. */
  readonly stepCase?: StepCase | undefined;
}

/** Exit codes of the runner (libs/job-runtime/README.md). */
const EXIT_CODES = { successCodes: [0], temporaryFailCodes: [75], permanentFailCodes: [65, 66] };

/** A CommandLineTool of CWL 1.2: https://www.commonwl.org/v1.2/CommandLineTool.html */
export function cwl(
  given: Step,
  { expressions = false, stepCase }: CwlOptions = {},
): ExportedFile[] {
  const step = named(given);
  const tool = {
    cwlVersion: 'v1.2',
    class: 'CommandLineTool',
    $namespaces: NAMESPACES,
    label: step.summary,
    doc: [step.about.description, ...step.rules].join('\n'),
    ...cwlRequirements(step, expressions),
    baseCommand: step.command,
    arguments: [
      '--output-dir=.',
      { prefix: '--cpus=', separate: false, valueFrom: '$(runtime.cores)' },
      { prefix: '--memory-mib=', separate: false, valueFrom: '$(runtime.ram)' },
    ],
    inputs: cwlInputs(step),
    outputs: cwlOutputs(step),
    ...EXIT_CODES,
    ...cwlMetadata(step),
  };
  return [
    { path: `${step.name}.cwl`, text: `#!/usr/bin/env cwl-runner\n${yaml(tool)}` },
    ...(stepCase ? [{ path: `${step.name}.case.yml`, text: cwlJob(step, stepCase) }] : []),
  ];
}

const named = (step: Step): Step => withIdentifiers(step, ['extra_args']);

/** The required inputs, as cwltool takes them on its command line. */
export function cwlRunLine(given: Step, directory: string): string {
  const { name, inputs } = named(given);
  const required = inputs.filter((input) => input.required);
  // cwltool takes an option of one letter with one dash.
  const options = required.map(({ id }) => `${id.length === 1 ? '-' : '--'}${id} FILE`);
  return ['cwltool --outdir results', `${directory}/${name}.cwl`, ...options].join(' ');
}
