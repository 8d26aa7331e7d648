import { JobError } from '@joblayer/job-runtime';

/** `_S1_L001_R1_001` of Illumina's software, whole: elsewhere, `_S1` may be the name's own. */
const ILLUMINA = /_S\d+(_L\d{3})?_R[12]_\d{3}$/;
/** What else is added: the read, the lane, and the bases of an index. */
const ADDED = [
  /[._-](R|read)[12](_\d{3})?$/i,
  /(_S\d+)?_L\d{3}$/,
  /[._-]lane\d+$/i,
  /_[ACGTN]{6,12}([-+_][ACGTN]{6,12})?$/,
];
/** A number alone is the read's only where the mate's name has the other: else it may be the sample's. */
const NUMBER = /[._-]1$/;
/** What many files are called, of whichever sample. */
const GENERIC =
  /^(R|read|reads|fastq|fq|sample|data|input|in|L|lane|S|unknown|undetermined)?[\d_.-]*$/i;

/**
 * The sample of reads, by the names of their files without suffixes: what sequencers add is removed.
 *
 * @param mate the name of the second reads of pairs
 * @throws JobError `usage` where the rest says nothing of the sample
 */
export function sampleName(stem: string, mate?: string): string {
  const read = isNumbered(stem, mate) ? stem.replace(NUMBER, '') : stem.replace(ILLUMINA, '');
  const name = ADDED.reduce((rest, added) => rest.replace(added, ''), read);
  if (!GENERIC.test(name)) return name;
  throw new JobError({
    code: 'usage',
    problem: `--sample is missing, and the name of the reads, ${stem}, does not say which sample they are of`,
    advice: 'Give the name of the sample with --sample.',
  });
}

/** The same without what says only which reads of a pair they are: what is left names the lane as well. */
export const withoutRead = (stem: string, mate?: string): string =>
  isNumbered(stem, mate)
    ? stem.replace(NUMBER, '')
    : stem.replace(/[._-](R|read)[12](_001$|(?=(_\d{3})?$))/i, '') || stem;

const isNumbered = (stem: string, mate?: string): boolean =>
  NUMBER.test(stem) && stem.replace(/1$/, '2') === mate;
