import {
  type CheckContext,
  type CheckedFile,
  type GenomeSequence,
  openChecked,
  refuseFor,
} from './checked-file.ts';
import { refuseOtherGenome } from './same-genome.ts';
import { readLines, shown } from './text-lines.ts';

export interface RegionsCheck extends CheckedFile {
  /** Each region must lie in one of these sequences. */
  readonly genome?: readonly GenomeSequence[] | undefined;
  /** The file may have no region. The job then warns. */
  readonly mayBeEmpty?: boolean;
}

export interface CheckedRegions {
  readonly records: number;
}

const EXPECTED = 'Expected BED: name, start from 0 and end, separated by tabs.';

/** `checkRegions` of `index.ts`. */
export async function checkRegions(
  check: RegionsCheck,
  context: CheckContext,
): Promise<CheckedRegions> {
  const refuse = refuseFor(check);
  const { genome } = check;
  const lengths = genome && new Map(genome.map(({ name, bases }) => [name, bases]));
  const names = new Set<string>();
  let records = 0;
  const { pieces } = await openChecked(check, context);
  await readLines(pieces, (line, number) => {
    if (/^(#|track\b|browser\b|\s*$)/.test(line)) return;
    const [name = '', start = '', end = ''] = line.split('\t');
    const isRegion = /^\d+$/.test(start) && /^\d+$/.test(end) && Number(start) <= Number(end);
    if (!isRegion) refuse(`has in line ${number} no region: ${shown(line)}`, EXPECTED);
    records += 1;
    names.add(name);
    const bases = lengths?.get(name);
    if (bases === undefined || Number(end) <= bases) return;
    refuse(
      `has in line ${number} a region beyond the end of ${name}, which has ${bases} bases`,
      'Give regions of the same genome.',
    );
  });
  if (records === 0 && check.mayBeEmpty)
    context.warn?.(`the file given with ${check.option}, ${check.file.name}, holds no region`);
  else if (records === 0) refuse('holds no region', 'Give at least one, or leave the file out.');
  const sequences = [...names].map((name) => ({ name }));
  refuseOtherGenome(sequences, genome, refuse);
  const absent = lengths && sequences.find(({ name }) => !lengths.has(name));
  if (absent) {
    refuse(`names ${absent.name}, which the genome lacks`, 'Give regions of the same genome.');
  }
  return { records };
}
