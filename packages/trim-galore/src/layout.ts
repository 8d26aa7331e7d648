import { type StagedFile, type Step, usageError } from '@joblayer/job-runtime';

interface Request {
  readonly reads1: StagedFile<unknown>;
  readonly reads2: StagedFile<unknown> | undefined;
  readonly outputs: Readonly<Record<'trimmed1' | 'report1', string>> &
    Readonly<Record<'trimmed2' | 'report2', string | undefined>>;
  readonly workDir: string;
}

/** Links to the reads, with their names for the reports, and the steps that move what Trim Galore made. */
export function layout({ reads1, reads2, outputs, workDir }: Request) {
  const { trimmed1, trimmed2, report1, report2 } = outputs;
  const isCompressed = trimmed1.endsWith('.gz');
  if (trimmed2?.endsWith('.gz') === !isCompressed) {
    throw usageError(
      'only one of --trimmed1 and --trimmed2 has a name that ends in .gz',
      'Trim Galore compresses both or none.',
    );
  }
  const directory = `${workDir}/trimmed`;
  const made = (what: string) => `${directory}/job_${what}.fq${isCompressed ? '.gz' : ''}`;
  const first = { name: reads1.name, path: reads1.path, link: `${workDir}/1/${reads1.name}` };
  // Trim Galore writes both into one directory, under the names of the reads without their endings.
  const name = reads2?.stem === reads1.stem ? `mates_${reads1.name}` : (reads2?.name ?? '');
  const second = reads2 && { name, path: reads2.path, link: `${workDir}/2/${name}` };
  const each = [first, ...(second ? [second] : [])];
  return {
    isCompressed,
    links: each.map(({ link }) => link),
    steps: each.flatMap(({ path, link }, index) => [
      step('mkdir', `${workDir}/${index + 1}`),
      step('ln', '-sr', path, link),
    ]),
    result: {
      directory,
      steps: [
        // The only line that differs in each run.
        ...each.map((reads) => step('sed', '-i', '/^Finished in /d', reportOf(directory, reads))),
        step('mv', made(reads2 ? 'val_1' : 'trimmed'), trimmed1),
        step('mv', reportOf(directory, first), report1),
        ...(trimmed2 === undefined ? [] : [step('mv', made('val_2'), trimmed2)]),
        ...(second && report2 ? [step('mv', reportOf(directory, second), report2)] : []),
      ],
    },
  };
}

const reportOf = (directory: string, { name }: { readonly name: string }): string =>
  `${directory}/${name}_trimming_report.txt`;

const step = (program: string, ...words: readonly string[]): Step => ({
  pipeline: [[program, ...words]],
});
