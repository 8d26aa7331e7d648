/** The parameters that are options of bwa. */
export interface BwaParams {
  readonly batchBases: number;
  readonly minSeedLength: number;
  readonly minScore: number;
  readonly markShorterSplits: boolean;
  readonly softClip: boolean;
}

export const bwaOptions = (params: BwaParams): readonly string[] => [
  ...['-K', String(params.batchBases)],
  ...['-k', String(params.minSeedLength)],
  ...['-T', String(params.minScore)],
  ...(params.markShorterSplits ? ['-M'] : []),
  ...(params.softClip ? ['-Y'] : []),
];
