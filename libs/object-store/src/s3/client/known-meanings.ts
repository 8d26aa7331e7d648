import type { StoreErrorFacts } from '../../errors.ts';

/** What an error of S3 means to the user. */
export type Meaning = Pick<StoreErrorFacts, 'code' | 'kind' | 'problem' | 'advice'>;

/** By the name that S3 or the SDK gives the error. */
export const BY_NAME: Readonly<Record<string, Meaning>> = {
  NoSuchBucket: {
    code: 'input-absent',
    problem: 'the bucket does not exist',
    advice: 'Check the spelling of the bucket.',
  },
  InvalidObjectState: {
    code: 'service-refused',
    problem: 'the object is archived and cannot be read at once',
    advice: 'Restore it from its archive tier first.',
  },
  NoSuchUpload: {
    code: 'transient',
    problem:
      'its multipart upload was aborted by someone else, for example by a lifecycle rule of the bucket',
  },
  ExpiredToken: {
    code: 'access-denied',
    kind: 'reason-stated',
    problem: 'the AWS credentials have expired',
    advice: 'Get new ones, and try again.',
  },
  RequestTimeTooSkewed: {
    code: 'access-denied',
    kind: 'reason-stated',
    problem: 'S3 refuses requests of this host, whose clock is wrong by more than 15 minutes',
    advice: 'Set the clock of the host (chrony or NTP does), and try again.',
  },
  InvalidAccessKeyId: {
    code: 'access-denied',
    kind: 'reason-stated',
    problem: 'the AWS access key does not exist (InvalidAccessKeyId)',
    advice: 'Check AWS_ACCESS_KEY_ID or the profile, and whether the key was removed.',
  },
  SignatureDoesNotMatch: {
    code: 'access-denied',
    kind: 'reason-stated',
    problem: 'the AWS secret key does not belong to the access key (SignatureDoesNotMatch)',
    advice: 'Check AWS_SECRET_ACCESS_KEY.',
  },
  CredentialsProviderError: {
    code: 'access-denied',
    kind: 'reason-stated',
    problem: 'no AWS credentials were found',
    advice:
      'Give the host or the container a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
};

export const ABSENT: Meaning = {
  code: 'input-absent',
  problem: 'it does not exist',
  advice: 'Check the spelling of bucket and key; keys are case-sensitive.',
};
export const DENIED: Meaning = {
  code: 'access-denied',
  problem: 'access is denied',
  advice:
    'Allow the role s3:GetObject on what is read, s3:PutObject and s3:AbortMultipartUpload on what is written, and s3:ListBucket: without the last, S3 responds to a missing key in this way, too.',
};
export const CHANGED: Meaning = {
  code: 'bad-data',
  kind: 'precondition-failed',
  problem: 'it was changed while it was read',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export const CONFLICT: Meaning = {
  code: 'transient',
  problem: 'another writer wrote to it at the same moment',
};

/** For a request with a time limit, such as one of a rollback. After a stop, the callers throw its reason instead. */
export const TOO_LATE: Meaning = {
  code: 'transient',
  problem: 'S3 sent no response in time',
};
