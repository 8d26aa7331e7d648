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

/** An error that the SDK throws, or code of ours in the same shape. */
export type Thrown = S3ServiceException & { readonly code: string };

/** Request Timeout and Too Many Requests, for responses that state no error name. */
const TRANSIENT_STATUSES: readonly number[] = [408, 429];

/** Names that Node and the SDK give to transient failures of the network or the service. */
const TRANSIENT =
  /^(TimeoutError|RequestTimeout|SlowDown|Throttling|InternalError|ServiceUnavailable|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|IncompleteBody|SlowBody|InvalidResponse|SilentServer)/;

/** Names that Node and OpenSSL give to errors of certificates. */
const UNTRUSTED =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_|ERR_SSL_|HOSTNAME_MISMATCH)/;

const untrusted = (code: string, message: string): Meaning => ({
  code: 'service-refused',
  problem: `the server’s certificate is not trusted (${code && `${code}: `}${message})`,
  advice: 'Give the certificate of its authority with AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.',
});

/** The SDK wraps an error that is not an instance of its own realm's Error. Then only the message has the code. */
const WRAPPED_TRANSIENT =
  /^AWS SDK error wrapper for .*\b(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)/;

const WRAPPED_UNTRUSTED = /^AWS SDK error wrapper for .*\bcertificate\b/;

/** What an error of a request to S3 means. */
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
      problem: `S3 could not be reached or failed for now (${textOf(error)})`,
    };
  }
  if (status !== undefined && status >= 400) {
    return { code: 'service-refused', problem: `S3 refused the request (${textOf(error)})` };
  }
  if (status !== undefined && status >= 300) {
    const target = error.$response?.headers['location'];
    return {
      code: 'service-refused',
      problem: `the server redirects ${target === undefined ? 'elsewhere' : `to ${printableText(target)}`} (status ${status}), which requests to S3 do not follow`,
      advice: 'Check AWS_ENDPOINT_URL, and the region in AWS_REGION.',
    };
  }
  return { code: 'internal', problem: `${name || 'Error'}: ${message}` };
}

/** S3's own message names the missing permission, such as one on a KMS key. */
function denied({ name = '', message = '', $metadata }: Partial<Thrown>): Meaning {
  const hasNoText = name === 'Unknown' || /^(UnknownError|Access ?Denied\.?|)$/i.test(message);
  if (hasNoText || message.includes(`status ${$metadata?.httpStatusCode}`)) return DENIED;
  const problem = `${DENIED.problem} (${name}: ${message})`;
  if (!/\bkms\b/i.test(message)) return { ...DENIED, problem };
  const advice =
    'Allow the role kms:Decrypt and kms:GenerateDataKey on the KMS key, in its policy and in that of the key.';
  return { code: DENIED.code, kind: 'reason-stated', problem, advice };
}

/** The SDK has no message for a response without a body, such as that of a HEAD: then only the status is known. */
function textOf({ name = '', message = '', code = '', $metadata }: Partial<Thrown>): string {
  const hasNoText = name === 'Unknown' || message === 'UnknownError';
  const status = $metadata?.httpStatusCode;
  return hasNoText && status !== undefined ? `status ${status}` : `${code || name}: ${message}`;
}

/** Adds the times of both clocks, so that the user sees which one is wrong. */
function withTimes(meaning: Meaning, error: Partial<Thrown>): Meaning {
  const { ServerTime, RequestTime } = error as Partial<Record<string, string>>;
  const server = isoTime(ServerTime ?? error.$response?.headers['date']);
  const request = isoTime(RequestTime) ?? new Date().toISOString();
  const problem = `${meaning.problem}: it was ${request} here, and ${server ?? 'another time'} there`;
  return { ...meaning, problem };
}

/** S3 writes the time of a request in the form of signatures (20300101T000000Z). */
function isoTime(text: string | undefined): string | undefined {
  const plain = text?.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5') ?? '';
  const time = new Date(plain);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
