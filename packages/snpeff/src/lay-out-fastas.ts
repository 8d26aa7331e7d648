import { checkFasta } from '@joblayer/genome-files';
import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';
import { simpleName } from './sequence-names.ts';

/** The FASTA files of a build, by the names that snpEff expects. */
export interface Fastas {
  readonly reference: StagedFile | undefined;
  readonly cds: StagedFile | undefined;
  readonly proteins: StagedFile | undefined;
}
const NAMES = { reference: 'sequences.fa', cds: 'cds.fa', proteins: 'protein.fa' } as const;

/**
 * Reads each FASTA, and links it into the genome's directory. snpEff decompresses only files with a
 * name in .gz. So the link has .gz if the content is compressed.
 *
 * @param home the genome's directory, as the tool sees it
 * @throws JobError `bad-data`
 */
export async function layOutFastas(
  fastas: Fastas,
  home: string,
  { resolve, signal }: Pick<PrepareContext, 'resolve' | 'signal'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { mkdir, symlink } = await import('node:fs/promises');
  const { relative } = await import('node:path');
  await mkdir(resolve(home), { recursive: true });
  for (const input of ['reference', 'cds', 'proteins'] as const) {
    const file = fastas[input];
    if (!file) continue;
    const path = resolve(file.path);
    const { compression } = await checkFasta({
      ...{ subject: `the FASTA given with --${input}`, path, signal, keyOf: simpleName },
      ...{ compressions: ['none', 'gzip', 'bgzip'], anyLetters: input !== 'reference' },
    });
    const link = resolve(`${home}/${NAMES[input]}${compression === 'none' ? '' : '.gz'}`);
    await symlink(relative(resolve(home), path), link);
  }
}
