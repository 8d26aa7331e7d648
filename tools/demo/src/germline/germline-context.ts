import type { YeastData } from '@joblayer/local-cloud';
import type { CloudContext } from '../context.ts';
import type { AnnotatedVariant } from './annotated-variants.ts';
import type { GermlineLocations } from './germline-locations.ts';

export interface GermlineContext extends CloudContext {
  readonly locations: GermlineLocations;
  data?: YeastData;
  /** How many pairs of reads were simulated. */
  pairs?: number;
  found?: readonly AnnotatedVariant[];
}
