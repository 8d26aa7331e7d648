// Writes SAM as BAM, by the SAM specification, section 4.2: the image holds no samtools.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync, crc32 } from 'node:zlib';
const [from, to] = process.argv.slice(2);
const OPERATIONS = 'MIDNSHP=X';
const BASES = '=ACMGRSVTWYHKDBN';
const int = (...numbers) => Buffer.from(new Int32Array(numbers).buffer);
const text = (value) => Buffer.from(`${value}\0`);
const lines = readFileSync(from, 'utf8').trimEnd().split('\n');
const header = lines.filter((line) => line.startsWith('@'));
const sequences = header
  .map((line) => /^@SQ\tSN:(\S+)\tLN:(\d+)/.exec(line))
  .filter((found) => found)
  .map(([, name, length]) => ({ name, length: Number(length) }));
const numberOf = (name) => sequences.findIndex((sequence) => sequence.name === name);

function recordOf(line) {
  const [name, flags, reference, position, quality, cigar, mate, next, size, bases, , ...tags] =
    line.split('\t');
  const operations = [...cigar.matchAll(/(\d+)([MIDNSHP=X])/g)];
  const words = operations.map(([, n, letter]) => (Number(n) << 4) | OPERATIONS.indexOf(letter));
  const own = numberOf(reference);
  const packed = Buffer.alloc(Math.ceil(bases.length / 2));
  [...bases].forEach((base, at) => {
    packed[at >> 1] |= BASES.indexOf(base) << (at % 2 === 0 ? 4 : 0);
  });
  const record = Buffer.concat([
    int(own, Number(position) - 1),
    int((Number(quality) << 8) | (name.length + 1), (Number(flags) << 16) | words.length),
    int(bases.length, mate === '=' ? own : numberOf(mate), Number(next) - 1, Number(size)),
    ...[text(name), int(...words), packed, Buffer.alloc(bases.length, 0xff)],
    ...tags.map((tag) => Buffer.concat([Buffer.from(`${tag.slice(0, 2)}i`), int(tag.slice(5))])),
  ]);
  return Buffer.concat([int(record.length), record]);
}

function block(content) {
  const data = deflateRawSync(content);
  const start = Buffer.from('1f8b08040000000000ff0600424302000000', 'hex');
  start.writeUInt16LE(start.length + data.length + 7, 16);
  return Buffer.concat([start, data, int(crc32(content) | 0, content.length)]);
}

const head = Buffer.from(header.map((line) => `${line}\n`).join(''));
const references = sequences.flatMap(({ name, length }) => [
  ...[int(name.length + 1), text(name), int(length)],
]);
const records = lines.filter((line) => !line.startsWith('@')).map(recordOf);
const start = [Buffer.from('BAM\x01'), int(head.length), head, int(sequences.length)];
const content = Buffer.concat([...start, ...references, ...records]);
writeFileSync(to, Buffer.concat([block(content), block(Buffer.alloc(0))]));
