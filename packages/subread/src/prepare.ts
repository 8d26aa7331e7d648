import {
  checkAnnotation,
  type CheckContext,
  genomeOfAlignments,
  type GenomeSequence,
} from '@joblayer/genome-files';
import type { StagedFile } from '@joblayer/job-runtime';

interface Preparing extends CheckContext {
  readonly inputs: { readonly bam: readonly StagedFile[]; readonly annotation: StagedFile };
  readonly params: {
    readonly requireReads: boolean;
    readonly featureType: string;
    readonly geneAttribute: string;
  };
}

/**
 * Reads all inputs once. featureCounts succeeds on alignments whose sequences the annotation lacks,
 * and counts nothing.
 *
 * @throws JobError `bad-data`
 */
export async function prepareInputs(ctx: Preparing): Promise<void> {
  const { inputs, params } = ctx;
  let genome: readonly GenomeSequence[] | undefined;
  for (const file of inputs.bam) {
    const { requireReads } = params;
    const found = await genomeOfAlignments({ option: '--bam', file, genome, requireReads }, ctx);
    genome ??= found;
  }
  await checkAnnotation(
    {
      ...{ option: '--annotation', file: inputs.annotation, genome },
      needed: {
        types: params.featureType.split(','),
        attributes: [params.geneAttribute],
        advice: 'Give --feature-type and --gene-attribute as columns 3 and 9 have them.',
      },
    },
    ctx,
  );
}
