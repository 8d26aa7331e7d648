import { JobError } from '@joblayer/job-runtime';

/**
 * `_S1_L001_R1_001` of Illumina's software, only as a whole: a single `_S1` may be the sample's
 * own.
 */
const ILLUMINA = /_S\d+(_L\d{3})?_R[12]_\d{3}$/;
/** Other additions: the read, the lane, and the bases of an index. */
const ADDED = [
  /[._-](R|read)[12](_\d{3})?$/i,
  /(_S\d+)?_L\d{3}$/,
  /[._-]lane\d+$/i,
  /_[ACGTN]{6,12}([-+_][ACGTN]{6,12})?$/,
];
/**
 * A number alone is the read's only if the mate's name has the other. Otherwise it may be the
 * sample's.
 */
const NUMBER = /[._-]1$/;
/** General names of files, which show no sample. */
const GENERIC =
  /^(R|read|reads|fastq|fq|sample|data|input|in|L|lane|S|unknown|undetermined)?[\d_.-]*$/i;

/**
 * The sample of reads, from their files' names without suffixes. Removes the sequencers' additions.
 *
 * @param mate the name of the second reads of pairs
 * @throws JobError `usage` if the rest shows no sample
 */
export function sampleName(stem: string, mate?: string): string {
  const read = isNumbered(stem, mate) ? stem.replace(NUMBER, '') : stem.replace(ILLUMINA, '');
  const name = ADDED.reduce((rest, added) => rest.replace(added, ''), read);
  if (!GENERIC.test(name)) return name;
  throw new JobError({
    code: 'usage',
    problem: `--sample is missing, and the name of the reads, ${stem}, does not show the sample`,
    advice: 'Give the name of the sample with --sample.',
  });
}

/** The name without the number of the read in the pair. The rest still shows the lane. */
export const withoutRead = (stem: string, mate?: string): string =>
  isNumbered(stem, mate)
    ? stem.replace(NUMBER, '')
    : stem.replace(/[._-](R|read)[12](_001$|(?=(_\d{3})?$))/i, '') || stem;

const isNumbered = (stem: string, mate?: string): boolean =>
  NUMBER.test(stem) && stem.replace(/1$/, '2') === mate;
