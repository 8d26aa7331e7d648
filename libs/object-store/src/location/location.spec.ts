import type { StoreError } from '../errors.ts';
import {
  asDirectory,
  baseName,
  childOf,
  formatLocation,
  identityOf,
  isDirectoryLocation,
  withEnding,
  withSuffix,
} from './location.ts';
import { parseLocation } from './parse-location.ts';

const codeOf = (text: string) => {
  try {
    parseLocation(text);
  } catch (error) {
    return (error as StoreError).code;
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

  it.each([
    ['s3://arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap/key', 'multi-region'],
    ['s3://arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/ap/k', 'Outposts'],
    ['s3://arn:aws:iam::123456789012:role/x', 'something else'],
  ])('%s is refused, and the message says what kind of ARN it is', (text, kind) => {
    expect(codeOf(text)).toBe('usage');
    expect(() => parseLocation(text)).toThrow(kind);
  });

  it('with a key that is longer than S3 allows is refused', () => {
    expect(codeOf(`s3://bucket/${'x'.repeat(1025)}`)).toBe('usage');
    expect(codeOf(`s3://bucket/${'x'.repeat(1024)}`)).toBeUndefined();
  });
});

describe('a local location', () => {
  it('becomes absolute, and keeps the trailing slash of a directory', () => {
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

  it.each(['?download=1', '?X-Amz-Expires=60&X-Amz-Signature=abc', '?sv=2024&sig=abc', '?hmac=x'])(
    'is printed without its query (%s), which may contain a secret',
    (query) => {
      const location = parseLocation(`https://h.example/x.bam${query}`);
      expect(formatLocation(location)).toBe('https://h.example/x.bam?…');
    },
  );

  it('means another file if its query differs, except in parameters that only sign the URL', () => {
    const identity = (query: string) => identityOf(parseLocation(`https://h.example/x?${query}`));
    expect(identity('id=1&token=x')).not.toBe(identity('id=2&token=x'));
    expect(identity('id=1&sv=2&sig=x')).not.toBe(identity('id=2&sv=2&sig=x'));
    expect(identity('Expires=1&Signature=x&id=1')).toBe(identity('Expires=2&Signature=y&id=1'));
    expect(identity('Expires=1')).not.toBe(identity('Expires=2'));
    const signed = (day: number) => `versionId=v1&X-Amz-Date=${day}&X-Amz-Signature=a${day}`;
    expect(identity(signed(1))).toBe(identity(signed(2)));
    expect(identity(signed(1))).toBe(identity('versionId=v1'));
  });

  it.each([
    'https://',
    'https://user:secret@host/x?key=secret',
    'https://user:sec/ret@host/x',
    'https://secret@host/x',
    'http://user:secret@host/x',
    'https:/host/x?key=secret',
    'https:host/x?key=secret',
    ' https://user:secret@host/x',
    'reads=https://user:secret@host/x?auth=secret',
    's3://AKIA:secret@bucket/key',
  ])('%s is refused, and no secret in it is printed', (text) => {
    expect(codeOf(text)).toBe('usage');
    const error = (() => {
      try {
        return parseLocation(text);
      } catch (caught) {
        return caught as StoreError;
      }
    })();
    expect(JSON.stringify((error as StoreError).facts)).not.toContain('secret');
  });

  it('gets its file name from #name= if its path does not end in one', () => {
    const named = parseLocation('https://h.example/files/17/content?k=v#name=S%C3%A4mple.bam');
    expect(baseName(named)).toBe('Sämple.bam');
    expect(formatLocation(named)).toBe('https://h.example/files/17/content?…#name=S%C3%A4mple.bam');
    expect(identityOf(named)).toBe('https://h.example/files/17/content?k=v');
    expect(isDirectoryLocation(parseLocation('https://h.example/17/#name=x.bam'))).toBe(false);
    expect(codeOf('https://h.example/17#name=a/b')).toBe('usage');
    expect(codeOf('https://h.example/17#name=..')).toBe('usage');
  });

  it('has a base name, can take a suffix, and can be a directory', () => {
    const bam = parseLocation('https://h.example/a/S%C3%A4mple%201.bam?k=v');
    expect(baseName(bam)).toBe('Sämple 1.bam');
    expect(formatLocation(withSuffix(bam, '.bai'))).toBe(
      'https://h.example/a/S%C3%A4mple%201.bam.bai?…',
    );
    expect(isDirectoryLocation(parseLocation('https://h.example/a/'))).toBe(true);
    expect(isDirectoryLocation(bam)).toBe(false);
  });
});

describe('a location derived from another one', () => {
  const at = (text: string) => parseLocation(text, '/data');

  it('as a directory ends in exactly one slash, so that it does not include siblings', () => {
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
  ])('has a base name: that of %s is %j', (text, name) => {
    expect(baseName(at(text))).toBe(name);
  });

  it('below it or beside it contains no doubled slash', () => {
    expect(formatLocation(childOf(at('s3://bkt/out/'), 'x.bam'))).toBe('s3://bkt/out/x.bam');
    expect(formatLocation(childOf(at('s3://bkt'), 'x.bam'))).toBe('s3://bkt/x.bam');
    expect(formatLocation(withSuffix(at('s3://bkt/x.bam'), '.bai'))).toBe('s3://bkt/x.bam.bai');
    expect(formatLocation(withEnding(at('s3://bkt/x.bam'), '.bam', '.bai'))).toBe('s3://bkt/x.bai');
  });
});
