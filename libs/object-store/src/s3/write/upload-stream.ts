import type { CompletedPart } from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import type { S3Location } from '../../location/location.ts';
import { crc32Base64 } from '../../checksum/crc32.ts';
import type { PendingWrite } from '../../object-store.ts';
import { s3WriteError } from '../client/error.ts';
import { MultipartUpload } from './multipart.ts';
import { endMultipart, startMultipart } from './start-multipart.ts';
import type { UploadOptions } from './upload-options.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';

const MIB = 1024 * 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
/** The final size is unknown. So parts double in size after every 2,500, and 10,000 of them hold 300 GiB. */
const PARTS_OF_ONE_SIZE = 2_500;
const FIRST_PART_BYTES = 8 * MIB;

/**
 * Uploads content as it comes, as a multipart upload that is not yet completed. It reads more content only if there is
 * space in memory. If it throws, nothing is left of the upload.
 *
 * @throws StoreError; errors of iterating the content
 */
export async function uploadStream(
  content: AsyncIterable<Buffer>,
  location: S3Location,
  options: UploadOptions,
): Promise<PendingWrite> {
  const upload = await startMultipart(location, options);
  const memory = new PartMemory();
  const parts = new PartsUnderWay(upload, options, memory);
  try {
    for await (const part of partsOf(content, memory)) await parts.send(part);
    const completed = await parts.all();
    return MultipartUpload.of(upload, parts.sizeBytes, completed, location, options);
  } catch (error) {
    await parts.stop();
    // Report the first failure, not this one: if the upload stays, the journal has it.
    await endMultipart(upload, options).catch(() => undefined);
    options.signal.throwIfAborted();
    throw s3WriteError(error, location);
  }
}

/** Uses the memory of sent parts again. Freed memory would go back to the system much later. */
class PartMemory {
  #kept: Buffer[] = [];

  take(sizeBytes: number): Buffer {
    const kept = this.#kept.pop();
    if (kept?.length === sizeBytes) return kept;
    this.#kept = [];
    return Buffer.allocUnsafeSlow(sizeBytes);
  }

  giveBack(part: Buffer): void {
    this.#kept.push(part);
  }
}

/** Cuts content into buffers of one part each. The last one may be smaller. */
async function* partsOf(
  content: AsyncIterable<Buffer>,
  memory: PartMemory,
): AsyncGenerator<Buffer, void, undefined> {
  let count = 0;
  let part = memory.take(partBytes(count));
  let filledBytes = 0;
  for await (const piece of content) {
    for (let done = 0; done < piece.length;) {
      const copied = piece.copy(part, filledBytes, done);
      filledBytes += copied;
      done += copied;
      if (filledBytes < part.length) continue;
      yield part;
      count += 1;
      part = memory.take(partBytes(count));
      filledBytes = 0;
    }
  }
  if (filledBytes > 0) yield part.subarray(0, filledBytes);
}

const partBytes = (index: number): number =>
  FIRST_PART_BYTES * 2 ** Math.floor(index / PARTS_OF_ONE_SIZE);

class PartsUnderWay {
  readonly #upload: UnfinishedUpload;
  readonly #options: UploadOptions;
  readonly #memory: PartMemory;
  readonly #failure = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #completed: CompletedPart[] = [];
  #count = 0;
  #sizeBytes = 0;

  constructor(upload: UnfinishedUpload, options: UploadOptions, memory: PartMemory) {
    this.#upload = upload;
    this.#options = options;
    this.#memory = memory;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Resolves when there is space in memory for another part. */
  async send(content: Buffer): Promise<void> {
    this.#failure.signal.throwIfAborted();
    this.#count += 1;
    this.#sizeBytes += content.length;
    if (this.#count > MAX_PARTS) throw tooLarge(this.#sizeBytes);
    const sending = this.#send(content, this.#count)
      .catch((error: unknown) => this.#failure.abort(error))
      .finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
    // One less than fits: the part that is being filled needs memory, too.
    const most = Math.max(1, Math.floor(this.#options.memory.totalBytes / content.length) - 1);
    if (this.#underWay.size >= most) await Promise.race(this.#underWay);
    this.#failure.signal.throwIfAborted();
  }

  async all(): Promise<CompletedPart[]> {
    await Promise.all(this.#underWay);
    this.#failure.signal.throwIfAborted();
    return this.#completed;
  }

  async stop(): Promise<void> {
    this.#failure.abort(new Error('the upload was stopped'));
    await Promise.all(this.#underWay);
  }

  async #send(content: Buffer, partNumber: number): Promise<void> {
    const { sender, signal, onBytes } = this.#options;
    const crc32 = crc32Base64(content);
    const part = { upload: this.#upload, partNumber, content, crc32 };
    const ETag = await sender.putPart(part, AbortSignal.any([signal, this.#failure.signal]));
    this.#completed[partNumber - 1] = { PartNumber: partNumber, ETag, ChecksumCRC32: crc32 };
    onBytes(content.length);
    this.#memory.giveBack(content);
  }
}

const tooLarge = (sizeBytes: number): StoreError =>
  new StoreError({
    code: 'cannot-write-output',
    kind: 'stream-too-long',
    problem: `the content has more than ${sizeBytes} bytes, which do not fit into an upload’s ${MAX_PARTS} parts`,
  });
