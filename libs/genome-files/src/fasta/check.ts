import { JobError } from '@joblayer/job-runtime';
import { BgzfBlocks, differenceOfGzi, type BgzfBlock } from './bgzf.ts';
import { differenceOfFai } from './fai.ts';
import { FastaReader } from './reader.ts';
import type { FastaRules, FastaSequence, Refuse } from './rules.ts';
import { compressionOf, textOf, type Compression } from './text.ts';

export interface FastaCheck extends FastaRules {
  /** The start of each message: `the FASTA given with --reference`. */
  readonly subject: string;
  /** An absolute path. The paths of the indexes are absolute too. */
  readonly path: string;
  readonly fai?: string | undefined;
  readonly gzi?: string | undefined;
  /** The compressions that the tool can read. They are recognized by content. */
  readonly compressions: readonly Compression[];
  readonly signal?: AbortSignal | undefined;
}

/** The content of a FASTA. */
export interface CheckedFasta {
  readonly sequences: readonly FastaSequence[];
  readonly compression: Compression;
  /** The blocks of a bgzip file, except the first. */
  readonly blocks: readonly BgzfBlock[];
}

const MAKE_AGAIN =
  'Make it again with samtools faidx. Or leave it out, and delete it beside the FASTA, if the tool makes it.';

/**
 * Reads a FASTA once from start to end, and compares its indexes with it. No tool detects a wrong
 * index; it would give wrong bases.
 *
 * @throws JobError `bad-data`
 */
export async function checkFasta(check: FastaCheck): Promise<CheckedFasta> {
  const { subject, path, compressions, signal } = check;
  const refuse: Refuse = (what, advice) => {
    throw new JobError({ code: 'bad-data', problem: `${subject} ${what}`, advice });
  };
  const compression = await compressionOf(path);
  if (!compressions.includes(compression)) refuse(...unreadable(compression, compressions));
  const blocks = new BgzfBlocks();
  const reader = new FastaReader(check, refuse);
  for await (const chunk of textOf({ path, compression, refuse, signal, blocks })) {
    reader.add(chunk);
  }
  const found = { sequences: reader.end(), compression, blocks: blocks.blocks };
  await checkIndexes(check, found);
  return found;
}

async function checkIndexes(
  { subject, fai, gzi }: FastaCheck,
  { sequences, compression, blocks }: CheckedFasta,
): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const refuse = (index: string, what: string | undefined) => {
    if (what === undefined) return;
    const problem = `the index (${index}) is not that of ${subject}: it ${what}`;
    throw new JobError({ code: 'bad-data', problem, advice: MAKE_AGAIN });
  };
  if (fai !== undefined) refuse('.fai', differenceOfFai(await readFile(fai, 'utf8'), sequences));
  if (gzi !== undefined && compression === 'bgzip') {
    refuse('.gzi', differenceOfGzi(await readFile(gzi), blocks));
  }
}

function unreadable(
  compression: Compression,
  compressions: readonly Compression[],
): readonly [string, string] {
  if (compressions.includes('bgzip')) {
    return [
      'is compressed by gzip, which an index cannot search',
      'Expected it uncompressed, or compressed by bgzip: gzip -dc g.fa.gz | bgzip > new.fa.gz.',
    ];
  }
  return [
    `is compressed by ${compression}`,
    'Expected it uncompressed: gzip -dc g.fa.gz > new.fa.',
  ];
}
