import { Failure, StoreError, type StoreErrorFacts } from '../errors.ts';
import type { Location } from '../location/location.ts';

/** 408 Request Timeout, 425 Too Early, 429 Too Many Requests. */
const TRANSIENT_STATUS = [408, 425, 429];
/** Errors of TLS, as OpenSSL and Node name them. Another try does not help. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;

/** The error's name if a server accepts packets but sends nothing. */
const SILENT = 'SilentServer';
/** Node's error code if a proxy refuses to open a tunnel. */
const PROXY_REFUSED = 'ERR_PROXY_TUNNEL';

/** No connection, or no head of a response, came in time. */
export const silentServer = (waitedMs: number): Error =>
  Object.assign(new Error(`no response for ${waitedMs / 1000} s`), { name: SILENT });

/** Such a wait is long, so it is repeated less often than a failure that comes at once. */
export const isSilent = (error: unknown): boolean => (error as Error).name === SILENT;

/** A response without the content. */
interface Refused {
  readonly status: number;
  readonly statusText: string;
}

/** What a response's status, or an error of the request, means to the user. */
export function httpsError(error: unknown, location: Location): Failure {
  if (error instanceof Failure) return error;
  const meaning = isRefused(error) ? meaningOfStatus(error) : meaningOfFailure(error as Error);
  return new StoreError({ ...meaning, location }, error);
}

export const readOnlyError = (location: Location): StoreError =>
  new StoreError({
    code: 'internal',
    problem: 'files of a web server can only be read, one by one',
    location,
  });

const isRefused = (error: unknown): error is Refused =>
  typeof error === 'object' && error !== null && 'status' in error;

type Meaning = Pick<StoreErrorFacts, 'code' | 'problem' | 'advice'>;

function meaningOfStatus({ status, statusText }: Refused): Meaning {
  const response = `the server responded with ${status} ${statusText}`.trimEnd();
  if (status === 404 || status === 410) {
    return { code: 'input-absent', problem: response, advice: 'Check the spelling of the URL.' };
  }
  if (status === 401 || status === 403) {
    const advice = 'Give a URL that needs no login; a presigned one may have expired.';
    return { code: 'access-denied', problem: response, advice };
  }
  if (status >= 500 || TRANSIENT_STATUS.includes(status)) {
    return { code: 'transient', problem: response };
  }
  return {
    code: 'service-refused',
    problem: response,
    advice: 'Check the URL in another program.',
  };
}

/** The cause of a wrapped error says what happened. */
function meaningOfFailure(error: Error): Meaning {
  const { code = '', message } = (error.cause ?? error) as Error & { code?: string };
  if (CERTIFICATE.test(code)) {
    return {
      code: 'service-refused',
      problem: `the server’s certificate is not trusted (${code}: ${message})`,
      advice:
        'If an authority of your own signed it, name the authority’s certificate in NODE_EXTRA_CA_CERTS.',
    };
  }
  if (code === PROXY_REFUSED && /\b4\d\d\b/.test(message)) {
    return {
      code: 'access-denied',
      problem: `the proxy opens no connection to the server (${code}: ${message})`,
      advice: 'Check HTTPS_PROXY and its password, or name the server in NO_PROXY.',
    };
  }
  return {
    code: 'transient',
    problem: `the server could not be reached or failed for now (${code || error.name}: ${message})`,
  };
}
