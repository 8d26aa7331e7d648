import type { S3Location } from '../../location/location.ts';
import { open } from 'node:fs/promises';
import { allOrFirstFailure } from '../../all-or-first-failure.ts';
import { StoreError } from '../../errors.ts';
import type { ByteRange } from '../../byte-range.ts';
import { newDigest, type Checksum } from '../../checksum/checksum.ts';
import { FollowingChecksum } from '../../checksum/following-checksum.ts';
import {
  areEnough,
  checksumOfPieces,
  piecesOf,
  type DigestedPiece,
  type Reference,
} from '../../checksum/pieces.ts';
import { checksumOfFile } from '../../checksum/verify-file.ts';
import { FileBeingWritten } from '../../local/file-being-written.ts';
import type { ObjectInfo } from '../../object-store.ts';
import type { RequestLimits } from '../../transfer/request-limits.ts';
import { s3Error } from '../client/error.ts';
import { fetchRange, type FetchRangeOptions } from './fetch-range.ts';
import { headChecksum } from './object-facts.ts';
import { checkSame } from '../../check-same.ts';
import { referenceOf } from './verify.ts';

const MIB = 1024 * 1024;
/** Objects up to this size come in one request. Its response also states the checksum. */
const WHOLE_BYTES = 16 * MIB;
const MAX_PIECE_BYTES = 64 * MIB;
/** Enough pieces to end at about the same time. */
const PIECES = 16;
/** The most downloads of an object until one matches its checksum. */
const DOWNLOADS = 3;

export interface DownloadOptions extends FetchRangeOptions {
  readonly limits: RequestLimits;
  readonly onBytes: (delta: number) => void;
  readonly onSizeOnly?: () => void;
}

/**
 * Downloads an object in pieces side by side, to a temporary name beside `target`. The ETag pins each piece to the
 * version that was found. Once all bytes are there and match S3's checksum, the file becomes read-only and is renamed.
 *
 * @throws StoreError
 */
export async function download(
  object: ObjectInfo<S3Location>,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  const file = await FileBeingWritten.create(target);
  try {
    await downloadVerified(object, file, options);
    file.complete();
  } finally {
    file.close();
  }
}

/**
 * Another download mends damage in transit, but not damage in S3. If the same bytes come twice, an ETag that looks like
 * an MD5 is not one: damage in transit would differ.
 */
async function downloadVerified(
  object: ObjectInfo<S3Location>,
  file: FileBeingWritten,
  options: DownloadOptions,
): Promise<void> {
  let foundBefore: string | undefined;
  for (let left = DOWNLOADS - 1; ; left -= 1) {
    let receivedBytes = 0;
    const onBytes = (delta: number) => {
      receivedBytes += delta;
      options.onBytes(delta);
    };
    try {
      await downloadOnce(object, file, { ...options, onBytes });
      return;
    } catch (error) {
      options.signal.throwIfAborted();
      const found = error instanceof StoreError ? error.facts.foundInsteadOfGuess : undefined;
      // Not for an empty object: it comes twice alike even if the stated size is wrong.
      const isSame = found !== undefined && found === foundBefore && object.sizeBytes > 0;
      if (isSame) return options.onSizeOnly?.();
      foundBefore = found;
      if (!isMismatch(error) || left === 0) throw s3Error(error, object.location);
      options.onBytes(-receivedBytes);
    }
  }
}

async function downloadOnce(
  object: ObjectInfo<S3Location>,
  file: FileBeingWritten,
  options: DownloadOptions,
): Promise<void> {
  const { client, signal, limits } = options;
  const { sizeBytes } = object;
  const refer = (checksum: Checksum | undefined) =>
    checksum && referenceOf(object, checksum, client, signal);
  const isWhole = sizeBytes <= WHOLE_BYTES;
  const known = isWhole
    ? undefined
    : await refer(object.checksum ?? (await headChecksum(client, object, signal)));
  const limit = isWhole ? limits.any : limits.large;
  const ranges = piecesOf(sizeBytes, pieceBytesFor(sizeBytes), known);
  const following =
    known && !areEnough(ranges, known)
      ? new FollowingChecksum(file.temporary, ranges, known)
      : undefined;
  const expected = isWhole ? object.checksum : following ? undefined : known?.checksum;
  try {
    const pieces = await allOrFirstFailure(
      signal,
      ranges.map((range, index) => (each) => {
        const wrote = (position: number) => following?.wrote(index, position);
        const target = { file, range, expected, wrote };
        return limit(() => downloadPiece(object, target, { ...options, signal: each }));
      }),
    );
    const reference = isWhole ? await refer(pieces[0]?.checksum ?? expected) : known;
    if (!reference) return options.onSizeOnly?.();
    const found =
      (await following?.end()) ??
      checksumOfPieces(reference, pieces) ??
      (await checksumOfWritten(file, sizeBytes, reference));
    signal.throwIfAborted();
    checkSame(object, reference.checksum, found);
  } finally {
    await following?.stop();
  }
}

interface DownloadedPiece extends DigestedPiece {
  /** The checksum that the piece was digested for: the expected one, else the one in the response. */
  readonly checksum: Checksum | undefined;
}

/** The destination of a piece. */
interface PieceTarget {
  readonly file: FileBeingWritten;
  readonly range: ByteRange;
  /** The checksum that the piece is digested for. Default: the one in the response, if any. */
  readonly expected: Checksum | undefined;
  readonly wrote: (position: number) => void;
}

async function downloadPiece(
  object: ObjectInfo<S3Location>,
  { file, range, expected, wrote }: PieceTarget,
  options: DownloadOptions,
): Promise<DownloadedPiece> {
  let checksum = expected;
  let digest = expected && newDigest(expected.algorithm);
  let position = range.start;
  await fetchRange(
    object,
    range,
    {
      begin(response) {
        checksum ??= response.checksum;
        digest ??= checksum && newDigest(checksum.algorithm);
      },
      take(piece) {
        digest?.update(piece);
        file.write(piece, position);
        position += piece.length;
        wrote(position);
        options.onBytes(piece.length);
        options.limits.count(piece.length);
      },
    },
    options,
  );
  return { ...range, checksum, digest: digest?.end() };
}

async function checksumOfWritten(
  { temporary }: FileBeingWritten,
  sizeBytes: number,
  { checksum, partSizes }: Reference,
): Promise<string> {
  const written = await open(temporary);
  try {
    return await checksumOfFile(written, sizeBytes, checksum, partSizes);
  } finally {
    await written.close();
  }
}

const pieceBytesFor = (sizeBytes: number): number =>
  Math.min(Math.max(Math.ceil(sizeBytes / PIECES / MIB) * MIB, WHOLE_BYTES), MAX_PIECE_BYTES);

const isMismatch = (error: unknown): boolean =>
  error instanceof StoreError && error.facts.kind === 'checksum-mismatch';
