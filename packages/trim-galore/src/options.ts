import type * as z from 'zod';
import type { params } from './params.ts';

const value = (flag: string, given: string | number | undefined): readonly string[] =>
  given === undefined ? [] : [flag, String(given)];

/** The options of trim_galore for these parameters. */
export const galoreOptions = (given: z.output<typeof params>): readonly string[] => [
  ...(given.twoColour === undefined
    ? value('--quality', given.quality)
    : value('--2colour', given.twoColour)),
  ...(given.phred64 ? ['--phred64'] : []),
  ...(given.preset === 'auto' ? [] : [`--${given.preset}`]),
  ...value('--adapter', given.adapter),
  ...value('--adapter2', given.adapter2),
  ...value('--stringency', given.stringency),
  ...value('-e', given.errorRate),
  ...value('--length', given.minLength),
  ...value('--max_n', given.maxN),
  ...(given.trimN ? ['--trim-n'] : []),
  ...value('--clip_R1', given.clipR1),
  ...value('--clip_R2', given.clipR2),
  ...value('--three_prime_clip_R1', given.threePrimeClipR1),
  ...value('--three_prime_clip_R2', given.threePrimeClipR2),
  ...(given.rrbs ? ['--rrbs'] : []),
  ...(given.nonDirectional ? ['--non_directional'] : []),
];
