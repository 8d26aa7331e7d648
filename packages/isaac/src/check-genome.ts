import { checkFasta, type FastaSequence } from '@joblayer/genome-files';
import { basename } from 'node:path';
import { contigsOf, DESCRIPTOR, unfit, type Contig } from './sorted-reference.ts';

/**
 * Reads each FASTA that a descriptor names, and compares the contigs with it. Isaac reads the bases
 * at the offsets in the descriptor.
 *
 * @param text the descriptor, with absolute paths
 * @throws JobError `bad-data`
 */
export async function checkGenome(text: string, signal?: AbortSignal): Promise<void> {
  const contigs = contigsOf(text);
  const names = new Set<string>();
  for (const { name } of contigs) {
    if (names.has(name)) throw unfit(`its ${DESCRIPTOR} names the sequence ${name} twice`);
    names.add(name);
  }
  for (const path of new Set(contigs.map(({ file }) => file))) {
    const name = basename(path);
    const { sequences } = await checkFasta({
      ...{ subject: `the FASTA ${name} in the directory given with --reference`, path, signal },
      // Isaac does not search for headers: it reads from the descriptor's offset.
      ...{ compressions: ['none'], byteOrderMark: true },
    });
    compare(
      contigs.filter(({ file }) => file === path),
      sequences,
      name,
    );
  }
}

function compare(
  contigs: readonly Contig[],
  sequences: readonly FastaSequence[],
  fasta: string,
): void {
  const byName = new Map(sequences.map((sequence) => [sequence.name, sequence]));
  for (const { name, offsetBytes, bases } of contigs) {
    const found = byName.get(name);
    if (found?.offsetBytes === offsetBytes && found.bases === bases) continue;
    const has = found ? `${found.bases} from byte ${found.offsetBytes}` : 'no such sequence';
    throw unfit(
      `its ${DESCRIPTOR} does not belong to ${fasta}: ${name} has ${bases} bases from byte ${offsetBytes}, but the FASTA has ${has}`,
    );
  }
}
