import { usageError, type CheckedArguments } from '@joblayer/job-runtime';

/** Options of Strelka's configuration that the job sets, with the advice. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['--runDir', 'Set the location of the results with --results.'],
  ['--bam', 'Give the reads with the job’s --bam.'],
  ['--normalBam', 'Give the normal reads with --normal-bam.'],
  ['--tumorBam', 'Give the tumor reads with --tumor-bam.'],
  ['--referenceFasta', 'Give the reference with --reference.'],
  ['--callRegions', 'Give the regions with --call-regions.'],
  ['--indelCandidates', 'Give the candidates with --indel-candidates.'],
  ['--forcedGT', 'Give the genotypes with --forced-genotypes.'],
  ['--ploidy', 'Give the ploidy with the job’s --ploidy.'],
]);

/** The checks of both workflows in the job, including those of `checkInputs`. */
export const CHECKED_IN_JOB: readonly string[] = [
  '--extra-args has no option of Strelka that the job sets',
  'the genome is uncompressed FASTA, and its index belongs to it',
  'the alignments have a header and an end, and are of this genome',
];

/**
 * Refuses extra arguments that would override the job's own files, or the location of the results.
 * Strelka reads its options with Python's optparse, which accepts the start of a name.
 *
 * @returns no changes
 * @throws JobError `usage`
 */
export function checkExtraArgs({
  extraArgs,
}: {
  readonly extraArgs: readonly string[];
}): CheckedArguments {
  for (const word of extraArgs) {
    const [name = ''] = word.split('=');
    if (!name.startsWith('--') || name === '--') continue;
    const own = [...OWN.keys()].find((option) => option.startsWith(name));
    if (own === undefined) continue;
    throw usageError(
      `${word} in --extra-args contradicts the job, which sets ${own} of Strelka`,
      `Leave it out. ${OWN.get(own)}`,
    );
  }
  return {};
}
