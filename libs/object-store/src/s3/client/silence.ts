import type { S3Client } from '@aws-sdk/client-s3';
import type { Silence } from '../../transfer/silence.ts';

/** Name of the error after which a request is not tried again. */
const SILENT_SERVER = 'SilentServer';
const STARTED_AT = Symbol('when the first try of a request began');

/**
 * Gives up a server that takes packets and sends nothing.
 *
 * @param silenceMs after so long no further try is begun: each may wait as long, and a job is to fail within a minute
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
        // Without the error as its cause: the SDK would find in it that another try is worth while.
        throw Object.assign(new Error(message), { name: SILENT_SERVER });
      }),
    { step: 'finalizeRequest', priority: 'low', name: 'giveUpSilence' },
  );
}

/** Of the SDK's, as far as it counts here. */
interface HandlerOptions {
  readonly abortSignal?: unknown;
}

/** Also takes note where a request of limited time got no response. */
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
