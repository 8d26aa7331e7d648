import type { InspectedFile } from '@joblayer/job-runtime';

const HEAD_BYTES = 24;
const COUNT_AT = 16;

/**
 * Whether a sequence of an index has more bases. Reads only its head.
 *
 * @returns undefined if it is no whole head, which the check after staging reports
 */
export async function isLongerInIndex(
  file: InspectedFile,
  mostBases: number,
): Promise<boolean | undefined> {
  let held: Buffer = Buffer.alloc(0);
  let at = HEAD_BYTES;
  let index = 0;
  for await (const piece of file.read()) {
    held = Buffer.concat([held, piece]);
    if (held.length < HEAD_BYTES) continue;
    if (held.toString('latin1', 0, 3) !== 'MMI') return undefined;
    const count = held.readUInt32LE(COUNT_AT);
    for (; index < count; index += 1) {
      const end = at + 1 + (held[at] ?? 0) + 4;
      if (end > held.length) break;
      if (held.readUInt32LE(end - 4) > mostBases) return true;
      at = end;
    }
    if (index === count) return false;
  }
  return undefined;
}
