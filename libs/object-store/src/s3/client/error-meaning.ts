import type { S3ServiceException } from '@aws-sdk/client-s3';
import { printableText } from '../../location/printable-text.ts';
import {
  ABSENT,
  BY_NAME,
  CHANGED,
  CONFLICT,
  DENIED,
  TOO_LATE,
  type Meaning,
} from './known-meanings.ts';

/** As the SDK throws it, or code of ours in its shape. */
export type Thrown = S3ServiceException & { readonly code: string };

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

/** What an error that was thrown about a request to S3 means. */
export function meaningOf(error: Partial<Thrown>): Meaning {
  const { name = '', message = '', code = '' } = error;
  const known = BY_NAME[name];
  if (known && name === 'RequestTimeTooSkewed') return withTimes(known, error);
  if (known) return known;
  if (/checksum mismatch/i.test(message)) {
    return {
      code: 'bad-data',
      kind: 'checksum-mismatch',
      problem: `what arrived does not match the object’s checksum (${message})`,
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

/** S3's own message names the permission that is missing, such as one to a KMS key. */
function denied({ name = '', message = '', $metadata }: Partial<Thrown>): Meaning {
  const isWordless = name === 'Unknown' || /^(UnknownError|Access ?Denied\.?|)$/i.test(message);
  if (isWordless || message.includes(`status ${$metadata?.httpStatusCode}`)) return DENIED;
  const problem = `${DENIED.problem} (${name}: ${message})`;
  if (!/\bkms\b/i.test(message)) return { ...DENIED, problem };
  const advice =
    'Allow the role kms:Decrypt and kms:GenerateDataKey on the KMS key, in its policy and in that of the key.';
  return { code: DENIED.code, kind: 'reason-stated', problem, advice };
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
