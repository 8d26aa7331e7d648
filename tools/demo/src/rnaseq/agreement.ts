import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { left } from '../context.ts';
import { DemoError } from '../error.ts';
import {
  countsOfFeatureCounts,
  countsOfSalmon,
  largestError,
  rankCorrelation,
  totalError,
} from './compare-counts.ts';
import { SAMPLES, type Agreement, type RnaseqContext } from './rnaseq-context.ts';

const LARGEST_ERROR = 0.01;
const LEAST_CORRELATION = 0.99;

/**
 * How the counts in the results agree with those simulated.
 *
 * @throws DemoError `unexpected-counts` where a gene's count differs by more than 1 %, or salmon's
 *   ranks correlate by less than 0.99
 */
export async function agreements(context: RnaseqContext): Promise<Agreement[]> {
  const directory = left(context.resultsDirectory, 'the results');
  const table = (...parts: string[]) => readFile(path.join(directory, ...parts), 'utf8');
  return Promise.all(
    SAMPLES.map(async ({ sample }) => {
      const simulated = left(context.simulated.get(sample), `the counts of ${sample}`);
      const counts = countsOfFeatureCounts(await table(sample, `${sample}.featureCounts.txt`));
      const estimates = countsOfSalmon(await table('salmon', sample, 'quant.sf'));
      const agreement: Agreement = {
        ...{ sample, genes: simulated.size },
        pairs: [...simulated.values()].reduce((sum, count) => sum + count, 0),
        totalError: totalError(simulated, counts),
        largestError: largestError(simulated, counts),
        correlation: rankCorrelation(simulated, estimates),
      };
      if (agreement.largestError > LARGEST_ERROR || agreement.correlation < LEAST_CORRELATION)
        throw new DemoError({ code: 'unexpected-counts', agreement: agreementLine(agreement) });
      return agreement;
    }),
  );
}

/** An agreement as a row of the table. */
export function agreementLine(agreement: Agreement): string {
  const { sample, pairs, genes, correlation } = agreement;
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  return [
    `${sample.padEnd(6)} ${pairs.toLocaleString('en')} pairs of ${genes} genes`,
    `featureCounts differs by ${percent(agreement.totalError)}, in a gene by up to ${percent(agreement.largestError)}`,
    `salmon’s rank correlation is ${correlation.toFixed(4)}`,
  ].join('; ');
}
