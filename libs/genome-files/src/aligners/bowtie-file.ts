/** A file of an index whose numbers are little-endian. Beyond the end of the file each is 0. */
export interface IndexFile {
  readonly size: number;
  /** The bytes of a number: 4, or 8 in a large index. */
  readonly width: 4 | 8;
  /** Whether the file begins with a 1 of 4 bytes, as each file of such an index does. */
  isLittleEndian(): Promise<boolean>;
  number(offset: number): Promise<number>;
  int32(offset: number): Promise<number>;
  int16(offset: number): Promise<number>;
  byteAt(offset: number): Promise<number>;
  close(): Promise<void>;
}

const PIECE_BYTES = 64 * 1024;

export async function openIndexFile(path: string, width: 4 | 8): Promise<IndexFile> {
  // Imported here, as a static import would slow down --help.
  const { open } = await import('node:fs/promises');
  const file = await open(path);
  const { size } = await file.stat();
  let piece = Buffer.alloc(0);
  let pieceAt = 0;
  const read = async (offset: number, bytes: number): Promise<Buffer> => {
    // A damaged count may be huge.
    if (!(offset >= 0 && offset + bytes <= size)) return Buffer.alloc(bytes);
    if (offset < pieceAt || offset + bytes > pieceAt + piece.length) {
      piece = Buffer.alloc(Math.min(PIECE_BYTES, size - offset));
      pieceAt = offset;
      await file.read(piece, 0, piece.length, offset);
    }
    return piece.subarray(offset - pieceAt, offset - pieceAt + bytes);
  };
  const int32 = async (offset: number) => (await read(offset, 4)).readUInt32LE();
  return {
    size,
    width,
    int32,
    isLittleEndian: async () => (await int32(0)) === 1,
    number: async (offset) =>
      width === 4 ? int32(offset) : Number((await read(offset, 8)).readBigUInt64LE()),
    int16: async (offset) => (await read(offset, 2)).readUInt16LE(),
    byteAt: async (offset) => (await read(offset, 1)).readUInt8(),
    close: () => file.close(),
  };
}
