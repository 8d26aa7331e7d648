import type { S3Client } from '@aws-sdk/client-s3';
import { wireError } from './wire/wire-error.ts';

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

/** Name of the error after which a request is not tried again. */
export const SILENT_SERVER = 'SilentServer';
/** After so long no further try is begun: each waits for 10 to 30 s, and a job is to fail within a minute. */
const SILENCE_MS = 25_000;
const STARTED_AT = Symbol('when the first try of a request began');

/** Gives up a server that takes packets and sends nothing. */
export function giveUpSilence(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      Object.assign(context, { [STARTED_AT]: performance.now() });
      return next(args);
    },
    { step: 'initialize', name: 'noteStart' },
  );
  client.middlewareStack.add(
    (next, context) => (args) =>
      next(args).catch((error: unknown) => {
        const { name, message } = error as Error;
        const since = (context as { [STARTED_AT]?: number })[STARTED_AT] ?? performance.now();
        if (name !== 'TimeoutError' || performance.now() - since < SILENCE_MS) throw error;
        // Without the error as its cause: the SDK would find in it that another try is worth while.
        throw Object.assign(new Error(message), { name: SILENT_SERVER });
      }),
    { step: 'finalizeRequest', priority: 'low', name: 'giveUpSilence' },
  );
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
