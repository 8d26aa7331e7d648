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

/** The same for a request of our own. */
export function encryptionHeaders({ sse, kmsKeyId }: Encryption): Readonly<Record<string, string>> {
  if (sse === 'none') return {};
  return {
    'x-amz-server-side-encryption': sse,
    ...(kmsKeyId !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
  };
}
