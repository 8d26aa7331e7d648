import { cut, type ByteRange } from '../byte-range.ts';
import type { Checksum } from './checksum.ts';
import { combineCrcs, isCrc, type CrcOfPiece } from './combine-crcs.ts';
import { checksumOfParts } from './sequential-checksum.ts';

/** What the content of an object is compared with. */
export interface Reference {
  readonly checksum: Checksum;
  /** Of the parts that it was uploaded in, in order; one part where the checksum is that of the whole. */
  readonly partSizes: readonly number[];
}

/** Parts up to this size come in one piece, where their checksum cannot be made up of smaller ones. */
const MAX_WHOLE_PART_BYTES = 64 * 1024 * 1024;

/** A piece of an object that has arrived, and its digest where one was computed. */
export interface DigestedPiece extends ByteRange {
  readonly digest: Buffer | undefined;
}

/**
 * Cuts an object into pieces that are fetched in any order, so that their digests make up its checksum where that
 * is possible: no piece reaches over two parts, and a part whose checksum is no CRC stays whole while it is small.
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

/** Whether the digests of pieces, as `piecesOf` cut them, make up the checksum. */
export const areEnough = (
  pieces: readonly ByteRange[],
  { checksum, partSizes }: Reference,
): boolean => isCrc(checksum.algorithm) || pieces.length === partSizes.length;

/**
 * The checksum of an object, in base64, from its pieces’ digests, which are in order. `undefined` where they do not
 * make it up, and the content has to be read once more.
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
