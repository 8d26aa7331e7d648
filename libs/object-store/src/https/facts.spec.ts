import { statedChecksum, statedSize, statedVersion } from './facts.ts';

const response = (status: number, headers: Record<string, string>) => ({
  status,
  headers: new Headers(headers),
});

describe('the headers of a web server', () => {
  it.each([
    [206, { 'content-range': 'bytes 0-0/1234' }, 1234],
    [206, { 'content-range': 'bytes 0-0/*', 'content-length': '1' }, undefined],
    [416, { 'content-range': 'bytes */0' }, 0],
    [200, { 'content-length': '77' }, 77],
    [200, {}, undefined],
  ])('state the size of a file: status %i with %j', (status, headers, size) => {
    expect(statedSize(response(status, headers as Record<string, string>))).toBe(size);
  });

  it.each([
    [{ etag: '"abc"', 'last-modified': 'Tue' }, 'abc'],
    // A weak ETag may stay the same when bytes change.
    [{ etag: 'W/"abc"', 'last-modified': 'Tue' }, 'Tue'],
    [{}, undefined],
  ])('state the version of a file: %j', (headers, version) => {
    expect(statedVersion(new Headers(headers as Record<string, string>))).toBe(version);
  });

  it.each([
    [{ 'repr-digest': 'sha-512=:eA==:, sha-256=:eQ==:' }, { algorithm: 'sha256', value: 'eQ==' }],
    [
      { 'x-goog-hash': 'crc32c=n03x6A==, md5=Ojk9c3dhfxgoKVVHYwFbHQ==' },
      { algorithm: 'crc32c', value: 'n03x6A==' },
    ],
    [
      { 'x-goog-hash': 'md5=Ojk9c3dhfxgoKVVHYwFbHQ==' },
      { algorithm: 'md5', value: 'Ojk9c3dhfxgoKVVHYwFbHQ==' },
    ],
    [{ etag: '"5d41402abc4b2a76b9719d911017c592"' }, undefined],
  ])('state the checksum of a file: %j', (headers, checksum) => {
    expect(statedChecksum(new Headers(headers as Record<string, string>))).toEqual(checksum);
  });
});
