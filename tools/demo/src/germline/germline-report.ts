import { left } from '../context.ts';
import { s3Uri } from '../locations.ts';
import type { StepTime } from '../progress.ts';
import { section, timeTable, useCloud } from '../report/demo-report.ts';
import type { AnnotatedVariant } from './annotated-variants.ts';
import type { Call } from './called-variants.ts';
import type { GermlineContext } from './germline-context.ts';

/**
 * The pipeline's final report: the table of effects, its location, the times, and what to do next.
 */
export function germlineReport(context: GermlineContext, times: readonly StepTime[]): string {
  const { locations } = context;
  const found = left(context.found, 'the variants');
  const pairs = left(context.pairs, 'the reads').toLocaleString('en');
  return [
    ...section(`Variants from ${pairs} read pairs of yeast’s chromosome I`, found.map(effectLine)),
    ...section('bcftools and freebayes found all planted variants, and no other. Outputs', [
      s3Uri(locations, locations.annotatedVcf),
      s3Uri(locations, locations.freebayesVcf),
      s3Uri(locations, locations.report),
      `copied to ${left(context.resultsDirectory, 'the results')}`,
    ]),
    ...section('Images', Object.values(left(context.images, 'the images'))),
    ...section('Time', timeTable(times)),
    ...section('Go on', useCloud(context)),
  ].join('\n');
}

/** A variant as a row of the table, with its effect if it was annotated. */
export const effectLine = ({
  position,
  ref,
  alt,
  genotype,
  effect = '',
  gene = '',
  protein = '',
}: Call & Partial<AnnotatedVariant>): string =>
  [
    `chrI:${position}`.padEnd(12),
    `${ref}>${alt}`.padEnd(8),
    genotype.padEnd(4),
    effect.padEnd(36),
    gene.padEnd(10),
    protein,
  ]
    .join(' ')
    .trimEnd();
