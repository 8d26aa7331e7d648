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
/** The first range is there at once, for a reader that waits. */
const FIRST_BYTES = MIB;
/**
 * What a reader gets at once. A tool that reads from a pipe has 64 KiB to go on with while the next piece is digested,
 * which by MD5 takes 0.2 ms.
 */
const PIECE_BYTES = MIB / 8;

export interface ReadOptions extends FetchRangeOptions {
  /** For the ranges that are fetched at once, or wait for the reader. */
  readonly memoryBytes: number;
  readonly limits: RequestLimits;
  readonly onBytes: (delta: number) => void;
  readonly onSizeOnly?: () => void;
}

/**
 * The content of an object from start to end: ranges are fetched ahead side by side, no more than fit into memory.
 * A piece is valid until the next one is asked for. The comparison with S3's checksum comes before the iteration's
 * end, and can only fail then.
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
    // Its failure is told when its turn comes; until then it is nobody's unhandled rejection.
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
    // The reader of the first pass waits for its end meanwhile.
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
 * An ETag that only looks like an MD5 is none where the same bytes come twice: damage on the way would differ.
 *
 * @returns the checksum of the second time
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

/** Memory for a range, used again for later ones. */
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
