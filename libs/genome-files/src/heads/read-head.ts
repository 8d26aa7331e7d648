import { readBamHead } from './bam.ts';
import { ByteReader } from './byte-reader.ts';
import { readCramHead } from './cram.ts';
import { gunzip } from './gunzip.ts';
import type { AlignmentsHead } from './head.ts';
import { isDamage } from './is-damage.ts';
import { readSamHead } from './sam.ts';

/** `empty`: the file has 0 bytes, or decompresses to 0 bytes. */
export type Head = AlignmentsHead | 'empty' | 'unknown';

/**
 * Reads the head of BAM, CRAM or SAM. The first bytes show the format, not the name.
 *
 * @returns `unknown` for another format or a damaged file, as the tool reports those better
 * @throws the errors of reading the pieces
 */
export async function readHead(pieces: AsyncIterable<Uint8Array>): Promise<Head> {
  const bytes = new ByteReader(pieces);
  try {
    const start = await bytes.peek(4);
    if (start.length === 0) return 'empty';
    if (start.toString('latin1') === 'CRAM') return (await readCramHead(bytes)) ?? 'unknown';
    if (start[0] !== 0x1f || start[1] !== 0x8b) return await readSamHead(bytes);
    const content = new ByteReader(gunzip(bytes.rest()));
    try {
      const magic = await content.peek(4);
      if (magic.length === 0) return 'empty';
      const isBam = magic.toString('latin1') === 'BAM\x01';
      return (isBam ? await readBamHead(content) : await readSamHead(content)) ?? 'unknown';
    } finally {
      await content.close();
    }
  } catch (error) {
    if (isDamage(error)) return 'unknown';
    throw error;
  } finally {
    await bytes.close();
  }
}
