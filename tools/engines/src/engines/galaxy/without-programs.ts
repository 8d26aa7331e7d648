import { decode } from '@joblayer/tool-case';

/**
 * A BAM decoded, without the header's lines of programs: Galaxy sorts each BAM again at its upload,
 * and adds such a line. Other files stay as they are.
 */
export function withoutPrograms(bytes: Buffer): Buffer {
  const { lines, rest } = decode(bytes);
  if (lines.length === 0 || rest.length === 0) return bytes;
  const kept = lines.filter((line) => !line.startsWith('@PG\t'));
  return Buffer.concat([Buffer.from(`${kept.join('\n')}\0`), rest]);
}
