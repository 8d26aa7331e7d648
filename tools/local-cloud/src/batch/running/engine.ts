import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

/** An error response of the engine. `message` is its own. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly httpStatus: number;

  constructor(httpStatus: number, message: string) {
    super(message);
    this.httpStatus = httpStatus;
  }
}

export interface EngineRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The container engine's HTTP API on its socket. Paths have no version, so that the engine uses its
 * own. https://docs.docker.com/reference/api/engine/
 */
export class Engine {
  readonly #socketPath: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** Sends a request and returns the response's JSON, or its text. @throws EngineError */
  async call(method: string, path: string, options: EngineRequest = {}): Promise<unknown> {
    const response = await this.open(method, path, options);
    const text = await textOf(response);
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  /** Sends a request and returns the response before its body. @throws EngineError */
  async open(method: string, path: string, options: EngineRequest = {}): Promise<IncomingMessage> {
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const sent = request({
      method,
      path,
      socketPath: this.#socketPath,
      agent: this.#agent,
      headers: {
        host: 'engine',
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        }),
        ...options.headers,
      },
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const status = response.statusCode ?? 0;
    if (status >= 400) throw new EngineError(status, messageIn(await textOf(response)));
    return response;
  }
}

export async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}

/** The path with query parameters; undefined ones are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>) {
  const set = Object.entries(query).filter(
    (each): each is [string, string] => each[1] !== undefined,
  );
  return `${path}?${new URLSearchParams(set).toString()}`;
}
