import { usageError, type CheckedArguments } from '@joblayer/job-runtime';

/** What a job gives to Strelka's configuration itself, and what to do instead. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['--runDir', 'The results go where --results says.'],
  ['--bam', 'Give the reads with --bam of the job.'],
  ['--normalBam', 'Give the normal reads with --normal-bam.'],
  ['--tumorBam', 'Give the tumor reads with --tumor-bam.'],
  ['--referenceFasta', 'Give the reference with --reference.'],
  ['--callRegions', 'Give the regions with --call-regions.'],
  ['--indelCandidates', 'Give the candidates with --indel-candidates.'],
  ['--forcedGT', 'Give the genotypes with --forced-genotypes.'],
  ['--ploidy', 'Give the ploidy with --ploidy of the job.'],
]);

/** For both workflows: this, and what `checkGenome` checks. */
export const CHECKED_IN_JOB: readonly string[] = [
  '--extra-args has no option of Strelka that the job sets itself',
  'the genome is FASTA, uncompressed, and its index is that of this file',
];

/**
 * Refuses extra arguments that would win over the job's own files, or send the results elsewhere. Strelka reads its
 * options with Python's optparse, which takes the beginning of a name for the name.
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
      `${word} in --extra-args does not fit a job, which gives ${own} to Strelka itself`,
      `Leave it out. ${OWN.get(own)}`,
    );
  }
  return {};
}
