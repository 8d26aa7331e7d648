import type { Location } from '@joblayer/object-store/location';
import { locationsOf, type ToolDescription } from '@joblayer/tool-definition';
import type { PlannedJob } from './plan-job.ts';

/** The variables, by name, from which a tool's inputs and options take their values. Unset ones are absent. */
export function variablesOfTool(
  { definitions }: ToolDescription,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const names = definitions.flatMap(({ inputs, runtimeOptions }) =>
    [...Object.values(inputs), ...Object.values(runtimeOptions)].flatMap(
      ({ fromVariable }) => fromVariable?.name ?? [],
    ),
  );
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** Whether a job reads or writes anything in S3. */
export const usesS3 = (job: PlannedJob): boolean =>
  locationsIn(job).some(({ scheme }) => scheme === 's3');

/** All locations that a job's arguments name. */
export function locationsIn({ plan, request, jobSpec }: PlannedJob): Location[] {
  return [
    ...plan.inputs.flatMap(({ locations, secondaryFiles }) => [
      ...locations,
      ...secondaryFiles.flatMap(({ locations: own = [] }) => own),
    ]),
    ...plan.outputs.flatMap(locationsOf),
    ...(request.reportUri ? [request.reportUri] : []),
    ...(jobSpec ? [jobSpec] : []),
  ];
}
