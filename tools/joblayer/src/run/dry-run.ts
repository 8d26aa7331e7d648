import { formatLocation, type Location } from '@joblayer/object-store/location';
import { type DefinitionDescription, flagOf } from '@joblayer/tool-definition';
import type { CheckedRun } from './checked-run.ts';

/** What only the code in the image checks. */
export const checkedIn = ({ checkedInJob }: DefinitionDescription): readonly string[] =>
  checkedInJob;

/** What a job would read and write, for people. */
export function describeJob(
  { tool, job: { plan }, files }: CheckedRun,
  definition: DefinitionDescription,
  notes: readonly string[],
): string[] {
  const given = new Set<string>();
  const named = (name: string, location: Location) => {
    given.add(formatLocation(location));
    return `  ${flagOf(name)} ${formatLocation(location)}${howFar(location)}`;
  };
  const inputs = plan.inputs.flatMap(({ name, locations, secondaryFiles }) => [
    ...locations.map((location) => named(name, location)),
    ...secondaryFiles.flatMap(({ name: key, locations: own = [] }) =>
      own.map((location) => named(key, location)),
    ),
  ]);
  const beside = files.inputs.filter(
    ({ target }) => !given.has(target) && !given.has(`${target}/`),
  );
  const outputs = plan.outputs.map(
    ({ name, location }) => `  ${flagOf(name)} ${formatLocation(location)}`,
  );
  return [
    `${definition.name} in ${tool.digest}${tool.toPull ? ' (not in the engine yet)' : ''}`,
    ...section('Inputs', [...inputs, ...beside.map(({ target }) => `  beside it: ${target}`)]),
    ...section('Outputs', [
      ...outputs,
      `  output manifest: ${formatLocation(plan.outputManifest)}`,
    ]),
    ...section(
      'Checked in the job only',
      checkedIn(definition).map((check) => `  ${check}`),
    ),
    ...section(
      'Note',
      [...notes, ...plan.warnings].map((note) => `  ${note}`),
    ),
  ];
}

const howFar = ({ scheme }: Location): string =>
  scheme === 'file' ? '' : ' (the job will look for it)';

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines];
