/** Server-side encryption of written objects. `none` leaves it to the setting of the bucket. */
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

/** The same, as headers of our own requests. */
export function encryptionHeaders({ sse, kmsKeyId }: Encryption): Readonly<Record<string, string>> {
  if (sse === 'none') return {};
  return {
    'x-amz-server-side-encryption': sse,
    ...(kmsKeyId !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
  };
}
