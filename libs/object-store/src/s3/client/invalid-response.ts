import type { S3Client } from '@aws-sdk/client-s3';
import { httpError } from '../../http/http-error.ts';

/** What S3 states with each success, under the SDK's names. The page of a proxy, even in XML, lacks it. */
const STATED_BY_S3: Readonly<Record<string, readonly string[]>> = {
  // Without a size, an object would be taken for an empty one.
  HeadObjectCommand: ['ContentLength', 'ETag'],
  ListObjectsV2Command: ['Name'],
  PutObjectCommand: ['ETag'],
  CreateMultipartUploadCommand: ['UploadId'],
  UploadPartCommand: ['ETag'],
  CompleteMultipartUploadCommand: ['ETag'],
};

/** An error of the SDK, with the facts that identify an invalid response. */
interface Thrown {
  /** The code of Node's HTTP parser: https://nodejs.org/api/errors.html */
  readonly code?: string;
  /** Set only on errors that S3 itself reports. */
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly message: string;
}

/**
 * Makes a client try a request again if its response is not from S3: it is not HTTP, or a success without the facts
 * that S3 states. Proxies and starting servers send such responses. The SDK takes them for bugs, or for a success.
 */
export function retryInvalidResponses(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const response = await next(args).catch((error: unknown) => {
          throw isInvalid(error as Thrown) ? invalidResponse(error as Thrown) : error;
        });
        const output: Readonly<Record<string, unknown>> = { ...response.output };
        const missing = STATED_BY_S3[commandName]?.find((name) => output[name] === undefined);
        if (missing === undefined) return response;
        throw invalidResponse({ message: `a success that states no ${missing}` });
      },
    // Runs once for each of the SDK's own attempts.
    { step: 'finalizeRequest', priority: 'low', name: 'retryInvalidResponses' },
  );
}

function isInvalid({ code = '', $fault, $metadata }: Thrown): boolean {
  if (code.startsWith('HPE_')) return true;
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  return $fault === undefined && status >= 200 && status < 300;
}

/** Has no status, because the outcome of the request is unknown. */
function invalidResponse(cause: Thrown): Error {
  const [problem = ''] = cause.message.split('\n');
  return Object.assign(httpError('InvalidResponse', problem), { cause, $retryable: {} });
}
