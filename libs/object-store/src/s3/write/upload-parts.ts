import type { CompletedPart } from '@aws-sdk/client-s3';
import { open, type FileHandle } from 'node:fs/promises';
import { allOrFirstFailure } from '../../all-or-first-failure.ts';
import { cut, type ByteRange } from '../../byte-range.ts';
import { crc32Base64 } from '../../checksum/crc32.ts';
import { changedOutput, FilePart, readFully } from '../../local/file-part.ts';
import type { UnfinishedUpload } from '../../store-journal.ts';
import { MAX_HELD_BYTES } from '../../transfer/upload-memory.ts';
import type { PartRequest } from '../connection/sender.ts';
import type { UploadOptions } from './upload-options.ts';

const MIB = 1024 * 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
/** Sends a file's parts. They stay invisible until the upload is completed. */
export async function uploadParts(
  source: string,
  sizeBytes: number,
  upload: UnfinishedUpload,
  options: UploadOptions,
): Promise<CompletedPart[]> {
  const file = await open(source);
  try {
    const before = await file.stat({ bigint: true });
    const parts = await allOrFirstFailure(
      options.signal,
      cut({ start: 0, end: sizeBytes }, partSizeFor(sizeBytes)).map(
        (range, index) => (signal) =>
          uploadPart(file, range, { upload, partNumber: index + 1 }, { ...options, signal }),
      ),
    );
    const { size, mtimeNs } = await file.stat({ bigint: true });
    if (Number(size) !== sizeBytes) throw changedOutput('changed its size');
    if (mtimeNs !== before.mtimeNs) throw changedOutput('was written to');
    return parts;
  } finally {
    await file.close();
  }
}

/** Sends a part from lent memory. A part that is larger than this memory goes piece by piece. */
async function uploadPart(
  file: FileHandle,
  range: ByteRange,
  part: Pick<PartRequest, 'upload' | 'partNumber'>,
  { memory, sender, limits, signal, onBytes }: UploadOptions,
): Promise<CompletedPart> {
  const sizeBytes = range.end - range.start;
  return memory.lend(Math.min(sizeBytes, MAX_HELD_BYTES), async (held) => {
    signal.throwIfAborted();
    const isHeld = held.length === sizeBytes;
    if (isHeld) await readFully(file, held, range.start);
    const content = isHeld ? held : new FilePart(file, range, held);
    const crc32 = Buffer.isBuffer(content) ? crc32Base64(content) : await content.crc32Base64();
    const ETag = await limits.any(() => sender.putPart({ ...part, content, crc32 }, signal));
    onBytes(sizeBytes);
    return { PartNumber: part.partNumber, ETag, ChecksumCRC32: crc32 };
  });
}

/** The smallest whole number of MiB with which the file fits into S3's 10,000 parts; at least MAX_HELD_BYTES. */
export function partSizeFor(sizeBytes: number): number {
  return Math.max(MAX_HELD_BYTES, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
}
