import type { CheckContext } from '@joblayer/genome-files';
import type { StagedFile } from '@joblayer/job-runtime';
import { checkFeatures } from './features.ts';
import { readGenome } from './genome-file.ts';
import { expectSharedNames } from './shared-names.ts';

interface Preparing extends CheckContext {
  readonly inputs: {
    readonly featuresA: StagedFile;
    readonly featuresB: readonly StagedFile[];
    readonly genome: StagedFile | undefined;
  };
  readonly params: { readonly strandedness: string };
}

/** @throws JobError `bad-data` */
export async function prepareIntersect(ctx: Preparing): Promise<void> {
  const { featuresA, featuresB } = ctx.inputs;
  const genome = await readGenome(ctx.inputs.genome, ctx);
  const byStrand = ctx.params.strandedness !== 'any';
  const a = { option: '--features-a', file: featuresA } as const;
  const names = await checkFeatures({ ...a, genome, byStrand }, ctx);
  for (const file of featuresB) {
    const others = await checkFeatures({ option: '--features-b', file, genome, byStrand }, ctx);
    const files = `--features-a (${featuresA.name}) and --features-b (${file.name})`;
    expectSharedNames(names, others, files, ctx);
  }
}
