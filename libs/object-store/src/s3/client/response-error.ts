import type { ResponseHead } from '../../http/response-head.ts';
import { httpError } from '../../http/http-error.ts';

/** S3's errors have a few hundred bytes. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Collects the body of an error response. */
export class ErrorBody {
  readonly #pieces: Buffer[] = [];
  #sizeBytes = 0;

  readonly take = (piece: Buffer): void => {
    this.#sizeBytes += piece.length;
    if (this.#sizeBytes > MAX_ERROR_BYTES) {
      throw httpError('InvalidResponse', `an error of more than ${MAX_ERROR_BYTES} bytes`);
    }
    this.#pieces.push(Buffer.from(piece));
  };

  /**
   * S3's error in the shape of the SDK's errors: its code as the name, its message, the status, and the number of times
   * that the request was sent.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
   */
  error({ status, headers }: ResponseHead, attempts: number): Error {
    const text = Buffer.concat(this.#pieces).toString();
    const message = elementOf(text, 'Message') ?? `the server responded with status ${status}`;
    const ServerTime = elementOf(text, 'ServerTime');
    const RequestTime = elementOf(text, 'RequestTime');
    return Object.assign(new Error(message), {
      ...(ServerTime !== undefined && { ServerTime }),
      ...(RequestTime !== undefined && { RequestTime }),
      name: elementOf(text, 'Code') ?? `HTTP${status}`,
      $metadata: { httpStatusCode: status, attempts },
      $response: { headers },
    });
  }
}

/** Codes and messages contain no markup except the predefined entities. */
function elementOf(
  xml: string,
  name: 'Code' | 'Message' | 'ServerTime' | 'RequestTime',
): string | undefined {
  const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return text?.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, entity: keyof typeof ENTITIES) => ENTITIES[entity],
  );
}

const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' } as const;
