import type { S3Client } from '@aws-sdk/client-s3';
import type { Silence } from '../../transfer/silence.ts';

/** The name of an error after which the SDK does not try a request again. */
const SILENT_SERVER = 'SilentServer';
const STARTED_AT = Symbol('when the first try of a request began');

/**
 * Gives up a server that accepts packets and sends nothing.
 *
 * @param silenceMs no further try begins after this time. Each try may wait as long, and a job must fail within a
 * minute.
 */
export function giveUpSilence(client: S3Client, silence: Silence, silenceMs: number): void {
  limitPatience(client, silence);
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
        if (name !== 'TimeoutError' || performance.now() - since < silenceMs) throw error;
        silence.gaveUp();
        // The error must not be the cause: the SDK would see in it that another try is worthwhile.
        throw Object.assign(new Error(message), { name: SILENT_SERVER });
      }),
    { step: 'finalizeRequest', priority: 'low', name: 'giveUpSilence' },
  );
}

/** The part of the SDK's options that matters here. */
interface HandlerOptions {
  readonly abortSignal?: unknown;
}

/** Shortens waits once the server was silent. Also notes a request with a time limit that got no response. */
function limitPatience({ config: { requestHandler } }: S3Client, silence: Silence): void {
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options: HandlerOptions = {}) => {
    const given = options.abortSignal as AbortSignal | undefined;
    const short = silence.isSilent ? AbortSignal.timeout(silence.patienceMs(Infinity)) : undefined;
    const signals = [given, short].filter((signal) => signal !== undefined);
    try {
      const response = await handle(request, {
        ...options,
        ...(signals.length > 0 && { abortSignal: AbortSignal.any(signals) }),
      });
      silence.heard();
      return response;
    } catch (error) {
      const reason = given?.reason as Error | undefined;
      if (given?.aborted && reason?.name === 'TimeoutError') silence.gaveUp();
      throw error;
    }
  };
}
