import type { S3ServiceException } from '@aws-sdk/client-s3';
import { Failure, StoreError, type StoreErrorFacts } from '../../errors.ts';
import type { Location } from '../../location/location.ts';
import { printableText } from '../../location/printable-text.ts';

type Thrown = S3ServiceException & { readonly code: string };
type Meaning = Pick<StoreErrorFacts, 'code' | 'kind' | 'problem' | 'advice'>;

const BY_NAME: Readonly<Record<string, Meaning>> = {
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
      'its multipart upload was aborted from elsewhere, as by a rule for the bucket’s lifecycle',
    advice: 'Submit the job again; Batch does so by itself for exit code 75.',
  },
  ExpiredToken: {
    code: 'access-denied',
    kind: 'reason-told',
    problem: 'the AWS credentials have expired',
    advice: 'Get new ones and submit the job again.',
  },
  RequestTimeTooSkewed: {
    code: 'access-denied',
    kind: 'reason-told',
    problem: 'S3 refuses requests of this host, whose clock is wrong by more than 15 minutes',
    advice: 'Set the clock of the host (chrony or NTP does), and submit the job again.',
  },
  InvalidAccessKeyId: {
    code: 'access-denied',
    kind: 'reason-told',
    problem: 'the AWS access key does not exist (InvalidAccessKeyId)',
    advice: 'Check AWS_ACCESS_KEY_ID or the profile, and whether the key was removed.',
  },
  SignatureDoesNotMatch: {
    code: 'access-denied',
    kind: 'reason-told',
    problem: 'the AWS secret key does not belong to the access key (SignatureDoesNotMatch)',
    advice: 'Check AWS_SECRET_ACCESS_KEY.',
  },
  CredentialsProviderError: {
    code: 'access-denied',
    kind: 'reason-told',
    problem: 'no AWS credentials were found',
    advice: 'Give the job a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
};

const ABSENT: Meaning = {
  code: 'input-absent',
  problem: 'it does not exist',
  advice: 'Check the spelling of bucket and key; keys are case-sensitive.',
};
const DENIED: Meaning = {
  code: 'access-denied',
  problem: 'access is denied',
  advice:
    'Allow the job’s role s3:GetObject on inputs, s3:PutObject and s3:AbortMultipartUpload on outputs, and s3:ListBucket: without the last, S3 answers for a missing key in this way, too.',
};
/** S3's own message names the permission that is missing, such as one to a KMS key. */
function denied({ name = '', message = '', $metadata }: Partial<Thrown>): Meaning {
  const isWordless = name === 'Unknown' || /^(UnknownError|Access ?Denied\.?|)$/i.test(message);
  if (isWordless || message.includes(`status ${$metadata?.httpStatusCode}`)) return DENIED;
  const problem = `${DENIED.problem} (${name}: ${message})`;
  if (!/\bkms\b/i.test(message)) return { ...DENIED, problem };
  const advice =
    'Allow the job’s role kms:Decrypt and kms:GenerateDataKey on the KMS key, in its policy and in that of the key.';
  return { code: DENIED.code, kind: 'reason-told', problem, advice };
}

const CHANGED: Meaning = {
  code: 'bad-data',
  kind: 'precondition-failed',
  problem: 'it was changed while the job read it',
  advice: 'Submit the job again once nothing writes to it any more.',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const CONFLICT: Meaning = {
  code: 'transient',
  problem: 'another job wrote to it at the same moment',
  advice: 'Submit the job again; Batch does so by itself for exit code 75.',
};

/** A request of limited time, such as one of a rollback. Where the job was stopped, its callers give that reason. */
const TOO_LATE: Meaning = {
  code: 'transient',
  problem: 'S3 sent no response in time',
  advice: 'Submit the job again; Batch does so by itself for exit code 75.',
};

/** That there are too many requests, or that one took too long to be sent, also where no name says so. */
const TRANSIENT_STATUSES: readonly number[] = [408, 429];

/** Names of errors by which Node and the SDK tell that the network or the service failed for now. */
const TRANSIENT =
  /^(TimeoutError|RequestTimeout|SlowDown|Throttling|InternalError|ServiceUnavailable|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|IncompleteBody|SlowBody|InvalidResponse|SilentServer)/;

/** Names that Node and OpenSSL give to certificates that do not hold. */
const UNTRUSTED =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_|ERR_SSL_|HOSTNAME_MISMATCH)/;

const untrusted = (code: string, message: string): Meaning => ({
  code: 'service-refused',
  problem: `the server’s certificate is not trusted (${code && `${code}: `}${message})`,
  advice: 'Give the certificate of its authority with AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.',
});

/** The SDK wraps an error that is not an instance of its own realm's Error; the code is in the message then. */
const WRAPPED_TRANSIENT =
  /^AWS SDK error wrapper for .*\b(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)/;

const WRAPPED_UNTRUSTED = /^AWS SDK error wrapper for .*\bcertificate\b/;

/** Turns what the SDK threw about `location` into a StoreError that tells the user what it means. */
export function s3Error(error: unknown, location: Location): Failure {
  if (error instanceof Failure) return error;
  return new StoreError({ ...meaningOf(error as Partial<S3ServiceException>), location }, error);
}

/** The same about a location that is written to: where that is absent, no input is. */
export function s3WriteError(error: unknown, location: Location): Failure {
  const problem = s3Error(error, location);
  if (!(problem instanceof StoreError) || problem.code !== 'input-absent') return problem;
  return new StoreError({ ...problem.facts, code: 'cannot-write-output' }, error);
}

/** The object is no longer the one that was found. */
export function changedError(
  location: Location,
  before: string,
  now: string | undefined,
  cause?: unknown,
): StoreError {
  const found = now === undefined ? 'and it is gone now' : `and is ${now} now`;
  const problem = `${CHANGED.problem}: its ETag was ${before}, ${found}`;
  const { code, advice } = CHANGED;
  return new StoreError({ code, problem, ...(advice && { advice }), location }, cause);
}

/**
 * Whether S3 may have carried out a write though the request failed: no answer came, or one that says nothing
 * about it, or the request was sent more than once and a repetition was refused for what the first had done.
 */
export function isUnclear(error: unknown): boolean {
  const { name, $metadata } = error as Partial<S3ServiceException>;
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status >= 500 || name === 'NoSuchUpload') return true;
  return ($metadata?.attempts ?? 1) > 1;
}

/** Whether the same request may succeed in a moment. Where two writers met, the other one may have won. */
export function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof Failure) return error.code === 'transient';
  const meaning = meaningOf(error as Partial<S3ServiceException>);
  return meaning.code === 'transient' && meaning !== CONFLICT;
}

/** The SDK has no words for an answer without a body, as to a HEAD: then the status is all there is. */
function wordsOf({ name = '', message = '', code = '', $metadata }: Partial<Thrown>): string {
  const isWordless = name === 'Unknown' || message === 'UnknownError';
  const status = $metadata?.httpStatusCode;
  return isWordless && status !== undefined ? `status ${status}` : `${code || name}: ${message}`;
}

/** Both clocks, so that it is plain which of them is wrong. */
function withTimes(meaning: Meaning, error: Partial<Thrown>): Meaning {
  const { ServerTime, RequestTime } = error as Partial<Record<string, string>>;
  const server = isoTime(ServerTime ?? error.$response?.headers['date']);
  const request = isoTime(RequestTime) ?? new Date().toISOString();
  const problem = `${meaning.problem}: it was ${request} here, and ${server ?? 'another time'} there`;
  return { ...meaning, problem };
}

/** S3 writes the time of a request as its signature has it (20300101T000000Z). */
function isoTime(text: string | undefined): string | undefined {
  const plain = text?.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5') ?? '';
  const time = new Date(plain);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function meaningOf(error: Partial<Thrown>): Meaning {
  const { name = '', message = '', code = '' } = error;
  const known = BY_NAME[name];
  if (known && name === 'RequestTimeTooSkewed') return withTimes(known, error);
  if (known) return known;
  if (/checksum mismatch/i.test(message)) {
    return {
      code: 'bad-data',
      kind: 'checksum-mismatch',
      problem: `what arrived does not match the object’s checksum (${message})`,
      advice: 'Submit the job again; if it stays so, the stored object is damaged.',
    };
  }
  const status = error.$metadata?.httpStatusCode;
  if (name === 'ConditionalRequestConflict') return CONFLICT;
  if (status === 404) return ABSENT;
  if (status === 401 || status === 403) return denied(error);
  if (status === 412) return CHANGED;
  if (UNTRUSTED.test(code) || WRAPPED_UNTRUSTED.test(message)) return untrusted(code, message);
  if (name === 'AbortError') return TOO_LATE;
  const isNetwork =
    [code, name].some((text) => TRANSIENT.test(text)) || WRAPPED_TRANSIENT.test(message);
  const isForNow =
    status !== undefined &&
    ((status >= 500 && status !== 501) || TRANSIENT_STATUSES.includes(status));
  if (isNetwork || isForNow) {
    return {
      code: 'transient',
      problem: `S3 could not be reached or failed for now (${wordsOf(error)})`,
      advice: 'Submit the job again; Batch does so by itself for exit code 75.',
    };
  }
  if (status !== undefined && status >= 400) {
    return { code: 'service-refused', problem: `S3 refused the request (${wordsOf(error)})` };
  }
  if (status !== undefined && status >= 300) {
    const target = error.$response?.headers['location'];
    return {
      code: 'service-refused',
      problem: `the server sends on ${target === undefined ? 'elsewhere' : `to ${printableText(target)}`} (status ${status}), where no request to S3 goes`,
      advice: 'Check AWS_ENDPOINT_URL, and the region in AWS_REGION.',
    };
  }
  return { code: 'internal', problem: `${name || 'Error'}: ${message}` };
}
