import type { S3Location } from '../../location/location.ts';
import { cut, type ByteRange } from '../../byte-range.ts';
import type { Checksum } from '../../checksum/checksum.ts';
import type { Reference } from '../../checksum/pieces.ts';
import { SequentialChecksum } from '../../checksum/sequential-checksum.ts';
import type { ObjectInfo } from '../../object-store.ts';
import { fetchRange, type FetchRangeOptions } from './fetch-range.ts';
import type { RequestLimits } from '../../transfer/request-limits.ts';
import { s3Error } from '../client/error.ts';
import { headChecksum } from './object-facts.ts';
import type { RangeResponse } from '../connection/range-source.ts';
import { checkSame } from '../../check-same.ts';
import { referenceOf } from './verify.ts';

const MIB = 1024 * 1024;
const SLOT_BYTES = 8 * MIB;
/** A small first range, so that a waiting reader gets bytes early. */
const FIRST_BYTES = MIB;
/**
 * The size of a piece for the reader. A tool that reads from a pipe has 64 KiB to work on while the next piece is
 * digested. With MD5 that takes 0.2 ms.
 */
const PIECE_BYTES = MIB / 8;

export interface ReadOptions extends FetchRangeOptions {
  /** Memory for the ranges that are being fetched or wait for the reader. */
  readonly memoryBytes: number;
  readonly limits: RequestLimits;
  readonly onBytes: (delta: number) => void;
  readonly onSizeOnly?: () => void;
}

/**
 * The content of an object from start to end. It fetches ranges ahead, side by side, as many as fit into memory. A
 * piece is valid until the next one is asked for. The checksum is compared at the end of the iteration, not earlier.
 *
 * @throws StoreError
 */
export async function* readInOrder(
  object: ObjectInfo<S3Location>,
  options: ReadOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const { client, limits, memoryBytes, onBytes } = options;
  const end = new AbortController();
  const signal = AbortSignal.any([options.signal, end.signal]);
  const ranges = rangesOf(object.sizeBytes);
  const isWhole = ranges.length === 1;
  const ahead: Promise<Slot>[] = [];
  const free: Slot[] = [];
  let stated: Checksum | undefined;

  const fetch = async (range: ByteRange): Promise<Slot> => {
    const slot = free.pop() ?? new Slot(Math.min(SLOT_BYTES, object.sizeBytes));
    slot.clear();
    const sink = {
      begin: ({ checksum }: RangeResponse) => void (stated = checksum ?? stated),
      take: (piece: Buffer) => {
        slot.add(piece);
        onBytes(piece.length);
      },
    };
    await fetchRange(object, range, sink, { ...options, signal });
    return slot;
  };
  const fetchNext = () => {
    const range = ranges.shift();
    if (!range) return;
    const fetched = limits.any(() => fetch(range));
    // The loop below reports the failure in order. Without this line Node would end the process before that.
    fetched.catch(() => undefined);
    ahead.push(fetched);
  };
  const checksum = async (): Promise<Checksum | undefined> => {
    if (!isWhole) return headChecksum(client, object, signal);
    await ahead[0];
    return stated;
  };

  try {
    for (let slots = Math.floor(memoryBytes / SLOT_BYTES); slots > 0; slots -= 1) fetchNext();
    const expected = object.checksum ?? (await checksum());
    const reference = expected && (await referenceOf(object, expected, client, signal));
    const sum = reference && new SequentialChecksum(reference.checksum, reference.partSizes);
    for (let next = ahead.shift(); next; next = ahead.shift()) {
      const slot = await next;
      signal.throwIfAborted();
      for (const piece of slot.pieces()) {
        sum?.update(piece);
        yield piece;
      }
      free.push(slot);
      fetchNext();
    }
    if (!sum || !reference) return options.onSizeOnly?.();
    const found = sum.end();
    const mayBeGuess = reference.checksum.isGuess && object.sizeBytes > 0;
    const isGuessWrong = mayBeGuess && found !== reference.checksum.value;
    // During the second reading, the caller waits for the end of the first.
    if (!isGuessWrong || (await readAgain(object, reference, options)) !== found) {
      checkSame(object, reference.checksum, found);
    } else options.onSizeOnly?.();
  } catch (error) {
    options.signal.throwIfAborted();
    throw s3Error(error, object.location);
  } finally {
    end.abort(new Error('the reading has ended'));
    await Promise.allSettled(ahead);
  }
}

/**
 * Reads the object a second time. If the same bytes come twice, an ETag that looks like an MD5 is not one: damage in
 * transit would differ.
 *
 * @returns the checksum of the second reading
 */
async function readAgain(
  object: ObjectInfo<S3Location>,
  { checksum, partSizes }: Reference,
  options: ReadOptions,
): Promise<string> {
  const sum = new SequentialChecksum(checksum, partSizes);
  const ranges = cut({ start: 0, end: object.sizeBytes }, SLOT_BYTES);
  for (const range of ranges) {
    const take = (piece: Buffer) => sum.update(piece);
    await options.limits.any(() =>
      fetchRange(object, range, { begin: () => undefined, take }, options),
    );
  }
  return sum.end();
}

function rangesOf(sizeBytes: number): ByteRange[] {
  const first = sizeBytes > SLOT_BYTES ? FIRST_BYTES : sizeBytes;
  return [{ start: 0, end: first }, ...cut({ start: first, end: sizeBytes }, SLOT_BYTES)];
}

/** Memory for a range. Later ranges use it again. */
class Slot {
  readonly #memory: Buffer;
  #filledBytes = 0;

  constructor(sizeBytes: number) {
    this.#memory = Buffer.allocUnsafe(sizeBytes);
  }

  *pieces(): Generator<Buffer, void, undefined> {
    for (let at = 0; at < this.#filledBytes; at += PIECE_BYTES) {
      yield this.#memory.subarray(at, Math.min(at + PIECE_BYTES, this.#filledBytes));
    }
  }

  add(piece: Buffer): void {
    this.#filledBytes += piece.copy(this.#memory, this.#filledBytes);
  }

  clear(): void {
    this.#filledBytes = 0;
  }
}
