import type { IndexBytes } from '@joblayer/genome-files';

/** Reads or skips a file of an index to its end. */
type Walk = (bytes: IndexBytes) => Promise<void>;

/**
 * Two flags, the bits of a number, how many numbers, and the numbers in words of 8 bytes:
 * https://github.com/gmarcais/compact_vector
 */
const packed: Walk = async (bytes) => {
  bytes.skip(8);
  const bits = await bytes.size();
  const count = await bytes.size();
  bytes.skip(8);
  bytes.skip(8 * Math.ceil((bits * count) / 64));
};

const numbersOf =
  (width: number): Walk =>
  async (bytes) =>
    bytes.skip(width * (await bytes.size()));

/** A perfect hash function, as BBHash saves it: https://github.com/rizkg/BBHash */
const hash: Walk = async (bytes) => {
  bytes.skip(8);
  const levels = await bytes.int();
  bytes.skip(16);
  await bytes.repeat(levels, async () => {
    bytes.skip(8);
    await numbersOf(8)(bytes);
    await numbersOf(8)(bytes);
  });
  await numbersOf(16)(bytes);
};

/** The names of all targets. They are at the start of ctable.bin. */
export async function targetsIn(bytes: IndexBytes): Promise<readonly string[]> {
  const targets: string[] = [];
  await bytes.repeat(await bytes.size(), async () => void targets.push(await bytes.text()));
  return targets;
}

const contigs: Walk = async (bytes) => {
  await targetsIn(bytes);
  await numbersOf(4)(bytes);
  await numbersOf(8)(bytes);
};

export const TARGETS = 'ctable.bin';
/** The files that an index of salmon 1.10 can have, besides JSON. */
export const WALKS: Readonly<Record<string, Walk>> = {
  'canonical.bin': packed,
  'complete_ref_lens.bin': numbersOf(4),
  [TARGETS]: contigs,
  'ctg_offsets.bin': packed,
  'direction.bin': packed,
  'extension.bin': packed,
  'extensionSize.bin': packed,
  'mphf.bin': hash,
  'pos.bin': packed,
  'presence.bin': packed,
  'rank.bin': packed,
  'refAccumLengths.bin': numbersOf(8),
  'reflengths.bin': numbersOf(4),
  'refseq.bin': packed,
  'sample_pos.bin': packed,
  'seq.bin': packed,
};

/** Of these, `pos.bin` is of a dense index only, and the others of a sparse one only. */
const SPARSE = /^(canonical|direction|extension|extensionSize|presence|sample_pos)\.bin$/;

/** The files that an index must have. */
export const filesOf = (sampling: string): readonly string[] =>
  Object.keys(WALKS).filter((name) =>
    sampling === 'sparse' ? name !== 'pos.bin' : !SPARSE.test(name),
  );
