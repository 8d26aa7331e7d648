import { formatLocation, parseLocation } from '@joblayer/object-store/location';
import type { SecondaryFileDescription } from '../description/description.ts';
import { secondaryFilesBeside } from './secondary-files-beside.ts';

const index = { suffixes: ['.bai', '.csi'] } as unknown as SecondaryFileDescription;
const places = (file: string) =>
  secondaryFilesBeside(parseLocation(file), ['.bam', '.cram'], index).map(({ location }) =>
    formatLocation(location),
  );

describe('a secondary file', () => {
  it('is looked for after the whole name, then in the place of the ending', () => {
    expect(places('/d/x.bam')).toEqual(['/d/x.bam.bai', '/d/x.bai', '/d/x.bam.csi', '/d/x.csi']);
  });

  it('of a file in capitals is looked for in capitals too', () => {
    expect(places('s3://bucket/X.BAM').slice(0, 4)).toEqual([
      ...['s3://bucket/X.BAM.bai', 's3://bucket/X.bai'],
      ...['s3://bucket/X.BAM.BAI', 's3://bucket/X.BAI'],
    ]);
  });

  it('is not looked for where the user named the file of a URL', () => {
    expect(places('https://example.org/download?id=1#name=x.bam')).toEqual([]);
  });
});
