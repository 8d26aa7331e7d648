/** Server-side encryption of what is written; `none` leaves it to the bucket's own setting. */
export interface Encryption {
  readonly sse: 'AES256' | 'aws:kms' | 'none';
  readonly kmsKeyId?: string;
}

/** The fields of a PutObject or CreateMultipartUpload request. */
export function encryptionFields({ sse, kmsKeyId }: Encryption) {
  if (sse === 'none') return {};
  return {
    ServerSideEncryption: sse,
    ...(kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
  };
}
