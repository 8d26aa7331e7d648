import {
  checkAlignments,
  checkAnnotation,
  type CheckContext,
  type GenomeSequence,
  noReads,
} from '@joblayer/genome-files';
import { JobError, type StagedFile } from '@joblayer/job-runtime';

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
  for (const file of inputs.bam) genome = await checkFile(file, genome, ctx);
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

async function checkFile(
  file: StagedFile,
  genome: readonly GenomeSequence[] | undefined,
  ctx: Preparing,
): Promise<readonly GenomeSequence[]> {
  const { records, sequences } = await checkAlignments({ option: '--bam', file, genome }, ctx);
  const refuse = (problem: string, advice?: string) => {
    throw new JobError({ code: 'bad-data', problem, ...(advice && { advice }) });
  };
  if (sequences.length === 0)
    refuse(
      `the file given with --bam, ${file.name}, has no sequences in its header`,
      'Expected lines @SQ, as aligners write them.',
    );
  if (records === 0) {
    const { requireReads } = ctx.params;
    const { message } = noReads(`--bam (${file.name})`, requireReads);
    if (requireReads) refuse(message);
    ctx.warn?.(message.replace(/^warning: /, ''));
  }
  return genome ?? sequences.map(({ name, length }) => ({ name, bases: length }));
}
