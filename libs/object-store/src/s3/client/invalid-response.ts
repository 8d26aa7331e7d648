import type { S3Client } from '@aws-sdk/client-s3';
import { httpError } from '../../http/http-error.ts';

/** What S3 tells with each success, by the SDK's names: a page of a proxy's, though it may be XML, does not. */
const STATED_BY_S3: Readonly<Record<string, readonly string[]>> = {
  // Without a size, an object would be taken for an empty one.
  HeadObjectCommand: ['ContentLength', 'ETag'],
  ListObjectsV2Command: ['Name'],
  PutObjectCommand: ['ETag'],
  CreateMultipartUploadCommand: ['UploadId'],
  UploadPartCommand: ['ETag'],
  CompleteMultipartUploadCommand: ['ETag'],
};

/** What the SDK throws, with the facts that tell an invalid response from all else. */
interface Thrown {
  /** Of Node's HTTP parser: https://nodejs.org/api/errors.html */
  readonly code?: string;
  /** Of errors that S3 itself tells. */
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly message: string;
}

/**
 * Has a client try a request again whose answer is none of S3's: no HTTP, or a success that does not tell what S3
 * does, as proxies and servers that start give them. The SDK takes them for errors of the program's, or for a success.
 */
export function retryInvalidResponses(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const response = await next(args).catch((error: unknown) => {
          throw isInvalid(error as Thrown) ? invalidResponse(error as Thrown) : error;
        });
        const output: Readonly<Record<string, unknown>> = { ...response.output };
        const untold = STATED_BY_S3[commandName]?.find((name) => output[name] === undefined);
        if (untold === undefined) return response;
        throw invalidResponse({ message: `a success that states no ${untold}` });
      },
    // Within the SDK's own attempts.
    { step: 'finalizeRequest', priority: 'low', name: 'retryInvalidResponses' },
  );
}

function isInvalid({ code = '', $fault, $metadata }: Thrown): boolean {
  if (code.startsWith('HPE_')) return true;
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  return $fault === undefined && status >= 200 && status < 300;
}

/** Without a status: what became of the request, nobody knows. */
function invalidResponse(cause: Thrown): Error {
  const [problem = ''] = cause.message.split('\n');
  return Object.assign(httpError('InvalidResponse', problem), { cause, $retryable: {} });
}
