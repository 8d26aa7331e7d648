import type { JobError } from '../errors.ts';
import {
  asDirectory,
  baseName,
  childOf,
  formatLocation,
  isDirectoryLocation,
  withEnding,
  withSuffix,
} from './location.ts';
import { parseLocation } from './parse-location.ts';

const codeOf = (text: string) => {
  try {
    parseLocation(text);
  } catch (error) {
    return (error as JobError).code;
  }
  return undefined;
};

describe('an S3 location', () => {
  it.each([
    ['s3://b-1/key', 'b-1', 'key'],
    ['s3://bucket/a/b c/it\'s "$(x)".bam', 'bucket', 'a/b c/it\'s "$(x)".bam'],
    ['s3://bucket/prefix/', 'bucket', 'prefix/'],
    ['s3://bucket', 'bucket', ''],
    ['s3://bucket/', 'bucket', ''],
    ['s3://bucket//leading', 'bucket', '/leading'],
    ['s3://bucket/a%2Fb+c?d#e', 'bucket', 'a%2Fb+c?d#e'],
    ['S3://bucket/Ünï/試料', 'bucket', 'Ünï/試料'],
    [
      's3://arn:aws:s3:eu-west-1:123456789012:accesspoint/reads/a/b',
      'arn:aws:s3:eu-west-1:123456789012:accesspoint/reads',
      'a/b',
    ],
  ])('%s is bucket %s with key %s', (text, bucket, key) => {
    expect(parseLocation(text)).toEqual({ scheme: 's3', bucket, key });
  });

  it.each(['s3://', 's3:///key', 's3://a b/key', 's3://x', '', 'gs://bucket/key', 'a\0b'])(
    '%j is refused as a usage error',
    (text) => {
      expect(codeOf(text)).toBe('usage');
    },
  );

  it('with a key longer than S3 can hold is refused', () => {
    expect(codeOf(`s3://bucket/${'x'.repeat(1025)}`)).toBe('usage');
    expect(codeOf(`s3://bucket/${'x'.repeat(1024)}`)).toBeUndefined();
  });
});

describe('a local location', () => {
  it('is made absolute, and keeps the slash that means a directory', () => {
    expect(parseLocation('a/../b.bam', '/data')).toEqual({ scheme: 'file', path: '/data/b.bam' });
    expect(parseLocation('ref/', '/data')).toEqual({ scheme: 'file', path: '/data/ref/' });
  });
});

describe('an https location', () => {
  it('is kept as a URL, without a fragment', () => {
    expect(parseLocation('HTTPS://Host.example/a b.fq?x=1#top')).toEqual({
      scheme: 'https',
      url: 'https://host.example/a%20b.fq?x=1',
    });
  });

  it('is told without the query of a presigned URL, which is a key to the file', () => {
    const told = (query: string) =>
      formatLocation(parseLocation(`https://h.example/x.bam${query}`));
    expect(told('?download=1')).toBe('https://h.example/x.bam?download=1');
    expect(told('?X-Amz-Expires=60&X-Amz-Signature=abc')).toBe('https://h.example/x.bam?…');
    expect(told('?sv=2024&sig=abc')).toBe('https://h.example/x.bam?…');
  });

  it.each(['https://', 'https://user:secret@host/x', 'https://user@host/x', 'http://host/x'])(
    '%s is refused',
    (text) => expect(codeOf(text)).toBe('usage'),
  );

  it('has a name, a neighbour and a directory like any other', () => {
    const bam = parseLocation('https://h.example/a/S%C3%A4mple%201.bam?k=v');
    expect(baseName(bam)).toBe('Sämple 1.bam');
    expect(formatLocation(withSuffix(bam, '.bai'))).toBe(
      'https://h.example/a/S%C3%A4mple%201.bam.bai?k=v',
    );
    expect(isDirectoryLocation(parseLocation('https://h.example/a/'))).toBe(true);
    expect(isDirectoryLocation(bam)).toBe(false);
  });
});

describe('what is derived from a location', () => {
  const at = (text: string) => parseLocation(text, '/data');

  it('a directory never means its siblings: the slash is added once', () => {
    expect(formatLocation(asDirectory(at('s3://bkt/ref')))).toBe('s3://bkt/ref/');
    expect(formatLocation(asDirectory(at('s3://bkt/ref/')))).toBe('s3://bkt/ref/');
    expect(formatLocation(asDirectory(at('s3://bkt')))).toBe('s3://bkt/');
    expect(isDirectoryLocation(at('s3://bkt'))).toBe(true);
    expect(isDirectoryLocation(at('s3://bkt/ref'))).toBe(false);
  });

  it.each([
    ['s3://bkt/a/reads.bam', 'reads.bam'],
    ['s3://bkt/reads.bam', 'reads.bam'],
    ['s3://bkt/ref/', 'ref'],
    ['s3://bkt/', ''],
    ['dir/x.fa', 'x.fa'],
  ])('the base name of %s is %j', (text, name) => {
    expect(baseName(at(text))).toBe(name);
  });

  it('children and companions are joined without a doubled slash', () => {
    expect(formatLocation(childOf(at('s3://bkt/out/'), 'x.bam'))).toBe('s3://bkt/out/x.bam');
    expect(formatLocation(childOf(at('s3://bkt'), 'x.bam'))).toBe('s3://bkt/x.bam');
    expect(formatLocation(withSuffix(at('s3://bkt/x.bam'), '.bai'))).toBe('s3://bkt/x.bam.bai');
    expect(formatLocation(withEnding(at('s3://bkt/x.bam'), '.bam', '.bai'))).toBe('s3://bkt/x.bai');
  });
});
