import { badGzip } from '@joblayer/genome-files';
import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

/**
 * What bcftools and htslib write about variants that they cannot read.
 *
 * @param options the options of the variants
 */
export const errorsOfVariants = (options = '--variants'): readonly ErrorPattern[] => [
  {
    pattern: patternOf(
      /[Nn]o BGZF EOF marker|\[E::(bgzf_|inflate_gzip_block|vcf_parse_|bcf_read|bcf_record_check)|BCF read error|VCF parse error/,
    ),
    problem: `the file given with ${options} is cut short or damaged, or has a record that is no variant`,
    advice: 'Copy it again, or make it again. bcftools view shows the fault.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /\[E::hts_idx_push\] (Unsorted positions|Chromosome blocks not continuous)|out of order/,
    ),
    problem: `the file given with ${options} is not sorted by position`,
    advice: 'Sort it with bcftools sort.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/\[E::idx_|Could not load .*index|[Ff]ailed to load the index/),
    problem: `the index of the file given with ${options} is damaged, or belongs to another file`,
    advice: 'Make it again with bcftools index, or leave it out: the job makes it.',
    provesBadData: true,
  },
  badGzip('--regions-file, --mask or --annotations'),
];

export const badExpression: ErrorPattern = {
  pattern: patternOf(
    /\[filter\.c:\d+ |Error occurred while processing the filter|Could not parse the expression/,
  ),
  problem: 'the expression given with --include or --exclude does not fit the variants',
  advice:
    'Expected an expression of bcftools with tags that the header defines, such as QUAL>=30 && INFO/DP>10.',
};

export const badAnnotations: ErrorPattern = {
  pattern: patternOf(
    /The (INFO|FORMAT) tag .* is not defined in|No matching tag in -x|Could not parse the header line|Could not parse: /,
  ),
  problem:
    'a tag of --columns or --remove is not defined in the header, or a line of --header-lines or --rename-chrs cannot be read',
  advice:
    'Define new tags with --header-lines, as ##INFO=<ID=GENE,Number=1,Type=String,Description="Gene">.',
};
