import type { Fault, Rule } from '../rule.ts';

/**
 * Suffixes of sequence, alignment, variant and annotation files and of their indexes, also
 * compressed.
 */
const DATA =
  /(?:\.(?:fa|fasta|fna|faa|fq|fastq|bam|bai|cram|crai|sam|vcf|bcf|gtf|gff3?|bed|2bit|sra|pod5|fast5|mmi|bwt|bt2|ht2|h5ad)(?:\.(?:gz|bgz|bz2|xz|zst|tbi|csi))?|_refseq_cache|\/snpEff_v\S+\.zip)(?=[\s"',\]?#]|$)/i;

/** Commands that download references. */
const FETCHES =
  /\b(?:snpEff(?:\.jar)?\s+(?:\S+\s+)*download|prefetch|fasterq-dump|efetch|datasets\s+download|vep_install|aws\s+s3\s+(?:cp|sync)|gsutil\s+cp)\b/;

export const noDataset: Rule = {
  id: 'no-dataset',
  why: 'a host downloads data in an image again with each version, and a job cannot choose it',
  check: ({ instructions, copied }) => [
    ...instructions
      .filter(({ keyword, text }) =>
        keyword === 'RUN' ? isFetched(text) : isCopied(keyword, text),
      )
      .map(({ keyword, line }) => faultAt(line, `${keyword} copies or downloads data`)),
    ...copied
      .filter(({ path }) => DATA.test(path))
      .map(({ path, line }) => faultAt(line, `${path} is data, and is copied`)),
  ],
};

const faultAt = (line: number, what: string): Fault => ({
  line,
  what: `${what} into the image`,
  advice: 'Make it an input of the tool: the runtime stages it or keeps it in the host cache.',
});

const isCopied = (keyword: string, text: string): boolean =>
  (keyword === 'COPY' || keyword === 'ADD') && DATA.test(text);

const isFetched = (text: string): boolean =>
  FETCHES.test(text) || (/\b(?:curl|wget|aria2c)\s/.test(text) && DATA.test(text));
