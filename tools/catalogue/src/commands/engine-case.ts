import type { StepCase } from '@joblayer/descriptors';
import { parseCommandLine, planArguments } from '@joblayer/tool-definition';
import type { DefinitionDescription } from '@joblayer/tool-definition';
import { basename } from 'node:path';
import { argumentsOfCase, type CaseOption, plainJob } from './case-options.ts';

/** A case whose files are in the current directory. */
export interface EngineCase {
  readonly stepCase: StepCase;
  /** All files that the job needs, with the secondary files that it cannot do without. */
  readonly files: readonly string[];
  /** The directories among the inputs, each with its last slash. */
  readonly directories: readonly string[];
  /** The names of the outputs below the output directory. */
  readonly outputs: Readonly<Record<string, string>>;
}

export function engineCase(
  described: DefinitionDescription,
  options: readonly CaseOption[],
): EngineCase {
  const inputs = options.filter(({ group }) => group === 'input');
  const paths = inputs.flatMap(({ values }) => values.map(String));
  const secondary = inputs.flatMap(({ flag, values }) => {
    const input = Object.values(described.inputs).find((each) => each.flag === flag);
    const required = Object.values(input?.secondaryFiles ?? {}).filter((file) => file.required);
    return required.flatMap((file) => values.map((path) => `${path}${file.suffixes[0]}`));
  });
  return {
    stepCase: { definition: described.name, job: plainJob(options), expect: {} },
    files: [...paths, ...secondary],
    directories: paths.filter((path) => path.endsWith('/')),
    outputs: outputNames(described, options),
  };
}

/** As the job's own plan names them. */
function outputNames(
  described: DefinitionDescription,
  options: readonly CaseOption[],
): Readonly<Record<string, string>> {
  const places = { input: (path: string) => path, output: (path: string) => `results/${path}` };
  const argv = [...argumentsOfCase(options, places).flat(), '--output-dir', 'results/'];
  const parsed = parseCommandLine(described, argv);
  if (parsed.action !== 'run') return {};
  const { outputs } = planArguments(described, parsed.request);
  return Object.fromEntries(
    outputs.flatMap(({ name, location }) =>
      location?.scheme === 'file' ? [[name, basename(location.path)]] : [],
    ),
  );
}
