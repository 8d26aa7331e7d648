import { matches } from '@joblayer/job-runtime';
import { badFasta, badFastaIndex, badIndex, damaged, notSorted } from './error-patterns.ts';

/** Messages of htslib 1.21 about such files. */
it.each([
  ['[W::bam_hdr_read] EOF marker is absent. The input is probably truncated', damaged('--bam')],
  ['[W::bgzf_read_block] EOF marker is absent. The input may be truncated', damaged('--bam')],
  ['[E::bgzf_read_block] Failed to read BGZF block data at offset 103391', damaged('--bam')],
  ['[E::bgzf_uncompress] CRC32 checksum mismatch', damaged('--bam')],
  ["[E::hts_idx_load3] Could not load local index file 'a.bai' : Invalid", badIndex('--bam')],
  ['[E::bam_plp_push] The input is not sorted (reads out of order)', notSorted('--bam')],
  ['[E::hts_idx_push] Unsorted positions on sequence #1: 45 followed by 30', notSorted('--bam')],
  ['[E::fai_retrieve] Failed to retrieve block: error reading file', badFastaIndex],
  ['[E::fai_read] Could not understand FASTA index g.fa.fai line 1', badFastaIndex],
  ['[E::fai_build3_core] Cannot index files compressed with gzip, use bgzip', badFasta],
])('exactly one error pattern matches "%s"', (line, errorPattern) => {
  const all = [damaged('--bam'), badIndex('--bam'), notSorted('--bam'), badFastaIndex, badFasta];
  expect(all.filter(({ pattern }) => matches(pattern, line))).toEqual([errorPattern]);
});

it('no error pattern matches the warning about an index older than its file', () => {
  const line = '[W::hts_idx_load3] The index file is older than the data file: a.bam.bai';
  expect(matches(badIndex('--bam').pattern, line)).toBe(false);
});
