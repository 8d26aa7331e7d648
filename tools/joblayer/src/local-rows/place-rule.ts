import { ProblemError } from '@joblayer/problem';
import type { Location } from '@joblayer/object-store/location';
import type { SheetFault, SheetJob } from '@joblayer/sample-sheet';
import type { EngineInfo } from '../engine/engine-info.ts';
import { checkTarget } from '../run/mount.ts';
import { directoryOf } from '../run/output-mounts.ts';
import { tooLarge } from './grants.ts';

/** What rows cannot do on this machine. */
export const onThisMachine = (machine: EngineInfo) => (jobs: readonly SheetJob[]) => [
  ...tooLarge(machine)(jobs),
  ...jobs.flatMap(hiding),
];

/** Files below some directories would be mounted over files that the image needs. */
function hiding({ inputs, outputs, lines }: SheetJob): readonly SheetFault[] {
  return [
    ...inputs.flatMap(({ line, column, flag, location }) =>
      faultOf(targetOf(location), { line, column, flag }),
    ),
    ...outputs.flatMap(({ flag, location }) =>
      location.scheme === 'file'
        ? faultOf(directoryOf(location), { line: lines[0], column: undefined, flag })
        : [],
    ),
  ];
}

const targetOf = (location: Location): string | undefined =>
  location.scheme === 'file' ? location.path.replace(/(?<=.)\/+$/, '') : undefined;

function faultOf(
  target: string | undefined,
  { line, column, flag }: Pick<SheetFault, 'line' | 'column'> & { readonly flag: string },
): readonly SheetFault[] {
  if (target === undefined) return [];
  try {
    checkTarget(target);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [{ line, column, problem: `--${flag}: ${error.message}`, advice: '' }];
  }
}
