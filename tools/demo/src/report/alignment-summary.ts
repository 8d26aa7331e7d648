import { DemoError } from '../error.ts';
import { summaryNumbers } from './samtools-stats.ts';

/** The numbers that describe an alignment best. */
export interface AlignmentSummary {
  readonly reads: number;
  readonly mappedReads: number;
  /** Fraction from 0 to 1. */
  readonly mappedFraction: number;
  /** Mismatches per aligned base, from 0 to 1. */
  readonly errorRate: number;
  /** Aligned bases per base of the reference. */
  readonly meanDepth: number;
}

/** @throws DemoError `unexpected-stats` */
export function summarize(
  stats: string,
  referenceLength: number,
  location: string,
): AlignmentSummary {
  const numbers = summaryNumbers(stats);
  const need = (name: string): number => {
    const value = numbers.get(name);
    if (value === undefined) {
      throw new DemoError({ code: 'unexpected-stats', location, missing: name });
    }
    return value;
  };
  const reads = need('raw total sequences');
  const mappedReads = need('reads mapped');
  return {
    reads,
    mappedReads,
    mappedFraction: reads === 0 ? 0 : mappedReads / reads,
    errorRate: need('error rate'),
    meanDepth: need('bases mapped (cigar)') / referenceLength,
  };
}

/** The number of bases in a FASTA file's text. */
export function basesIn(fasta: string): number {
  return fasta
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .reduce((sum, line) => sum + line.trim().length, 0);
}
