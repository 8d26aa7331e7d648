import { encryptionFields } from './encryption.ts';

describe('the encryption of an output', () => {
  it('uses S3’s own keys or KMS, or is left to the setting of the bucket', () => {
    expect(encryptionFields({ sse: 'AES256' })).toEqual({ ServerSideEncryption: 'AES256' });
    expect(encryptionFields({ sse: 'aws:kms' })).toEqual({ ServerSideEncryption: 'aws:kms' });
    expect(encryptionFields({ sse: 'aws:kms', kmsKeyId: 'alias/lab' })).toEqual({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/lab',
    });
    expect(encryptionFields({ sse: 'none' })).toEqual({});
  });
});
