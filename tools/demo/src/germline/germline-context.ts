import type { YeastData } from '@joblayer/local-cloud';
import type { CloudContext } from '../context.ts';
import type { AnnotatedVariant } from './annotated-variants.ts';
import type { GermlineLocations } from './germline-locations.ts';

export interface GermlineContext extends CloudContext {
  readonly locations: GermlineLocations;
  data?: YeastData;
  /** The number of simulated read pairs. */
  pairs?: number;
  found?: readonly AnnotatedVariant[];
}
