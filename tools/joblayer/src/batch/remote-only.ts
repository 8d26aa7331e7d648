import { formatLocation, type Location } from '@joblayer/object-store/location';
import type { SheetFault, SheetJob } from '@joblayer/sample-sheet';

const ADVICE = 'Copy it to S3 first, and give that location.';
const OUTPUT_ADVICE = 'Give a location in S3.';

/** Jobs of AWS Batch run on other machines, which have no files of this one. */
export function remoteOnly(jobs: readonly SheetJob[]): readonly SheetFault[] {
  return jobs.flatMap(({ inputs, outputs, lines }) => [
    ...inputs.flatMap(({ line, column, flag, location, secondaryFiles }) => [
      ...localFault(location, { line, column, flag, advice: ADVICE }),
      ...secondaryFiles.flatMap((file) =>
        file.location ? localFault(file.location, { ...file, line, advice: ADVICE }) : [],
      ),
    ]),
    ...outputs.flatMap(({ flag, location }) =>
      localFault(location, { line: lines[0], column: undefined, flag, advice: OUTPUT_ADVICE }),
    ),
  ]);
}

function localFault(
  location: Location,
  { line, column, flag, advice }: Pick<SheetFault, 'line' | 'column' | 'advice'> & { flag: string },
): readonly SheetFault[] {
  if (location.scheme !== 'file') return [];
  const problem = `--${flag} ${formatLocation(location)} is a file of this machine, and jobs of AWS Batch cannot reach it`;
  return [{ line, column, problem, advice }];
}
