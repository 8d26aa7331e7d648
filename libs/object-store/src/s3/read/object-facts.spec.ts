import { checksumOf } from './object-facts.ts';

const MD5 = '9a0364b9e99bb480dd25e1f0284c8555';

describe('the checksum that an object is compared with', () => {
  it('is the one that S3 keeps, or the cheapest of several', () => {
    expect(checksumOf({ ETag: `"${MD5}"`, ChecksumCRC64NVME: 'AAAAAAAAAAA=' })).toEqual({
      algorithm: 'crc64nvme',
      value: 'AAAAAAAAAAA=',
    });
    expect(checksumOf({ ChecksumSHA256: 'x', ChecksumCRC32: 'AAAAAA==' })).toMatchObject({
      algorithm: 'crc32',
    });
  });

  it('is that of the parts if S3 states their number', () => {
    expect(checksumOf({ ChecksumCRC32: 'AAAAAA==-12' })).toEqual({
      algorithm: 'crc32',
      value: 'AAAAAA==',
      parts: 12,
    });
  });

  it('is otherwise the ETag, if it is made of MD5 sums', () => {
    const value = Buffer.from(MD5, 'hex').toString('base64');
    const md5 = { algorithm: 'md5', value, isGuess: true };
    expect(checksumOf({ ETag: `"${MD5}"` })).toEqual(md5);
    expect(checksumOf({ ETag: `"${MD5}"`, ServerSideEncryption: 'AES256' })).toEqual(md5);
    expect(checksumOf({ ETag: `"${MD5}-3"` })).toEqual({ ...md5, parts: 3 });
    expect(checksumOf({ ETag: '"made-up"' })).toBeUndefined();
    expect(checksumOf({ ETag: `"${MD5}"`, ServerSideEncryption: 'aws:kms' })).toBeUndefined();
    expect(checksumOf({ ETag: `"${MD5}"`, SSECustomerAlgorithm: 'AES256' })).toEqual(undefined);
    expect(checksumOf({})).toBeUndefined();
  });
});
