import { checkAnnotation, layOutFile } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';
import { FEATURES } from './annotation.ts';

/** The list of assemblies, in the work directory. */
export const LIST = 'assemblies.txt';

interface Preparing extends Pick<PrepareContext, 'resolve' | 'signal' | 'warn' | 'workDir'> {
  readonly inputs: {
    readonly assemblies: readonly StagedFile[];
    readonly annotation?: StagedFile | undefined;
  };
}

/**
 * Reads all assemblies once, and links those with transcripts under plain names. stringtie is aborted by one without.
 *
 * @throws JobError `bad-data`
 */
export async function listAssemblies(ctx: Preparing): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { symlink } = await import('node:fs/promises');
  const { assemblies, annotation } = ctx.inputs;
  const links: string[] = [];
  for (const file of assemblies) {
    const check = { option: '--assemblies', file, needed: FEATURES, mayBeEmpty: true } as const;
    const { records } = await checkAnnotation(check, ctx);
    if (records === 0) continue;
    const link = `${ctx.workDir}/assembly-${links.length + 1}.gtf`;
    await symlink(ctx.resolve(file.path), ctx.resolve(link));
    links.push(link);
  }
  if (links.length === 0)
    throw new JobError({
      code: 'bad-data',
      problem: 'the files given with --assemblies have no transcripts',
      advice: 'Give at least one with transcripts.',
    });
  await layOutFile(ctx, LIST, links.map((link) => `${link}\n`).join(''));
  if (!annotation) return;
  await checkAnnotation({ option: '--annotation', file: annotation, needed: FEATURES }, ctx);
}
