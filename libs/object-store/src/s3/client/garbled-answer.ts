import type { S3Client } from '@aws-sdk/client-s3';
import { wireError } from '../../http/wire-error.ts';

/** What S3 tells with each success, by the SDK's names: a page of a proxy's, though it may be XML, does not. */
const TOLD_BY_S3: Readonly<Record<string, readonly string[]>> = {
  // Without a size, an object would be taken for an empty one.
  HeadObjectCommand: ['ContentLength', 'ETag'],
  ListObjectsV2Command: ['Name'],
  PutObjectCommand: ['ETag'],
  CreateMultipartUploadCommand: ['UploadId'],
  UploadPartCommand: ['ETag'],
  CompleteMultipartUploadCommand: ['ETag'],
};

/** What the SDK throws, with the facts that tell a garbled answer from all else. */
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
export function retryGarbledAnswers(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const answer = await next(args).catch((error: unknown) => {
          throw isGarbled(error as Thrown) ? garbledAnswer(error as Thrown) : error;
        });
        const output: Readonly<Record<string, unknown>> = { ...answer.output };
        const untold = TOLD_BY_S3[commandName]?.find((name) => output[name] === undefined);
        if (untold === undefined) return answer;
        throw garbledAnswer({ message: `a success that tells no ${untold}` });
      },
    // Within the SDK's own attempts.
    { step: 'finalizeRequest', priority: 'low', name: 'retryGarbledAnswers' },
  );
}

function isGarbled({ code = '', $fault, $metadata }: Thrown): boolean {
  if (code.startsWith('HPE_')) return true;
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  return $fault === undefined && status >= 200 && status < 300;
}

/** Without a status: what became of the request, nobody knows. */
function garbledAnswer(cause: Thrown): Error {
  const [problem = ''] = cause.message.split('\n');
  return Object.assign(wireError('InvalidResponse', problem), { cause, $retryable: {} });
}
