import { left } from '../context.ts';
import { s3Uri } from '../locations.ts';
import type { StepTime } from '../progress.ts';
import { section, timeTable, useCloud } from '../report/demo-report.ts';
import { agreementLine } from './agreement.ts';
import type { RnaseqContext } from './rnaseq-context.ts';

/** The pipeline's final report: how the counts agree, locations, times, and what to do next. */
export function rnaseqReport(context: RnaseqContext, times: readonly StepTime[]): string {
  const { locations } = context;
  const found = left(context.agreements, 'the agreement of the counts');
  return [
    ...section('Counts by gene, against those simulated', found.map(agreementLine)),
    ...section('Outputs', [
      s3Uri(locations, locations.results),
      s3Uri(locations, locations.report),
      `copied to ${left(context.resultsDirectory, 'the results')}`,
    ]),
    ...section('Images', Object.values(left(context.images, 'the images'))),
    ...section('Time', timeTable(times)),
    ...section('Go on', useCloud(context)),
  ].join('\n');
}
