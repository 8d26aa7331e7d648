import { cut, type ByteRange } from '../byte-range.ts';
import type { Checksum } from './checksum.ts';
import { combineCrcs, isCrc, type CrcOfPiece } from './combine-crcs.ts';
import { checksumOfParts } from './sequential-checksum.ts';

/** What the content of an object is compared with. */
export interface Reference {
  readonly checksum: Checksum;
  /** The sizes of its uploaded parts, in order. One part if the checksum covers the whole. */
  readonly partSizes: readonly number[];
}

/** Parts up to this size come in one piece if their checksum cannot be combined from smaller pieces. */
const MAX_WHOLE_PART_BYTES = 64 * 1024 * 1024;

/** A piece of an object that has arrived, and its digest if one was computed. */
export interface DigestedPiece extends ByteRange {
  readonly digest: Buffer | undefined;
}

/**
 * Cuts an object into pieces that can be fetched in any order. If possible, their digests combine to its checksum: no
 * piece reaches over two parts, and a small part stays whole unless its checksum is a CRC.
 */
export function piecesOf(
  sizeBytes: number,
  pieceBytes: number,
  reference: Reference | undefined,
): ByteRange[] {
  if (!reference) return cut({ start: 0, end: sizeBytes }, pieceBytes);
  const { checksum, partSizes } = reference;
  const staysWhole = !isCrc(checksum.algorithm) && partSizes.length > 1;
  return partsOf(partSizes).flatMap((part) => {
    const partBytes = part.end - part.start;
    return staysWhole && partBytes <= MAX_WHOLE_PART_BYTES ? [part] : cut(part, pieceBytes);
  });
}

/** Whether the digests of the pieces that `piecesOf` returned combine to the checksum. */
export const areEnough = (
  pieces: readonly ByteRange[],
  { checksum, partSizes }: Reference,
): boolean => isCrc(checksum.algorithm) || pieces.length === partSizes.length;

/**
 * The checksum of an object, in base64, from its pieces’ digests in order. `undefined` if they do not combine to it;
 * then the caller has to read the content again.
 */
export function checksumOfPieces(
  { checksum, partSizes }: Reference,
  pieces: readonly DigestedPiece[],
): string | undefined {
  const { algorithm, parts } = checksum;
  const ofParts: Buffer[] = [];
  const left = [...pieces];
  for (const { start, end } of partsOf(partSizes)) {
    const crcs: CrcOfPiece[] = [];
    for (let position = start; position < end;) {
      const piece = left.shift();
      if (piece?.start !== position || piece.end > end || !piece.digest) return undefined;
      crcs.push({ sizeBytes: piece.end - piece.start, crc: piece.digest });
      position = piece.end;
    }
    const [first] = crcs;
    if (first && crcs.length === 1) ofParts.push(first.crc);
    else if (isCrc(algorithm)) ofParts.push(combineCrcs(algorithm, crcs));
    else return undefined;
  }
  return parts === undefined ? ofParts[0]?.toString('base64') : checksumOfParts(checksum, ofParts);
}

function partsOf(partSizes: readonly number[]): ByteRange[] {
  let end = 0;
  return partSizes.map((size) => ({ start: end, end: (end += size) }));
}
