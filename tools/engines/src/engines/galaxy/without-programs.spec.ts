import { gzipSync } from 'node:zlib';
import { withoutPrograms } from './without-programs.ts';

function bam(header: string, records: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  return gzipSync(
    Buffer.concat([Buffer.from('BAM\x01'), size, Buffer.from(header), Buffer.from(records)]),
  );
}

describe('a BAM that Galaxy may have sorted again', () => {
  it('is the same without lines of programs in its header', () => {
    const [one, two] = [bam('@HD\n@PG\tID:a\n', '\0r'), bam('@HD\n@PG\tID:a\n@PG\tID:b\n', '\0r')];
    expect(withoutPrograms(one)).toEqual(withoutPrograms(two));
  });

  it('is another with another record, or another line of the header', () => {
    const one = withoutPrograms(bam('@HD\n', '\0r'));
    expect(withoutPrograms(bam('@HD\n', '\0s'))).not.toEqual(one);
    expect(withoutPrograms(bam('@HD\n@SQ\n', '\0r'))).not.toEqual(one);
  });

  it('is the only kind of file that changes', () => {
    const text = gzipSync('@PG\tx\n');
    expect(withoutPrograms(text)).toBe(text);
  });
});
