import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Response {
  readonly status?: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the connection without a response. */
  readonly lost?: boolean;
}

export interface Request {
  /** `submitjob`, `listjobs`, …: the last part of the path. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly authorization: string;
}

/**
 * A stand-in for the endpoint of AWS Batch, for responses that the local cloud cannot give. It
 * points the AWS SDK at itself by variables of this process
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_Operations.html).
 */
export class BatchEndpoint {
  readonly seen: Request[] = [];
  /** The responses, in order; or a function of the request. */
  responses: Response[] | ((request: Request) => Response) = [];
  private readonly before = { ...process.env };
  private readonly server: Server = createServer(async (request, response) => {
    const operation = request.url?.split('/').at(-1) ?? '';
    const input = (await json(request)) as Request['input'];
    const seen = { operation, input, authorization: request.headers.authorization ?? '' };
    this.seen.push(seen);
    const { status = 200, body = {}, headers, lost } = this.responseTo(seen);
    if (lost) return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    });
  }

  async stop(): Promise<void> {
    process.env = { ...this.before };
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private responseTo(request: Request): Response {
    if (typeof this.responses === 'function') return this.responses(request);
    return this.responses.shift() ?? { status: 500 };
  }
}

/** An error as AWS Batch gives it. */
export const awsFailure = (type: string, message = 'm', status = 400): Response => ({
  status,
  headers: { 'x-amzn-errortype': type },
  body: { message },
});
