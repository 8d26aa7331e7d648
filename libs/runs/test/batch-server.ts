import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Submission {
  readonly jobName: string;
  readonly containerOverrides: { readonly command: readonly string[] };
  readonly arrayProperties?: { readonly size: number };
}

interface AcceptedJob extends Submission {
  readonly jobId: string;
  readonly acceptedAtMs: number;
}

/** What happens to a request instead of a response. */
export type BatchFault = 'throttled' | 'lost-response' | undefined;

/**
 * SubmitJob, ListJobs and DescribeJobs of AWS Batch over HTTP. A job appears in lists some time
 * after it was accepted, as in AWS.
 */
export class BatchServer implements AsyncDisposable {
  readonly jobs: AcceptedJob[] = [];
  visibleAfterMs = 0;
  /** Chooses the fault of a request. */
  fault: (operation: string) => BatchFault = () => undefined;
  /** Sees each request before it is handled. Resolves to true if it handles the request itself. */
  intercept: Intercept = async () => false;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<BatchServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BatchServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = request.url?.split('/').at(-1) ?? '';
    const input = (await json(request)) as Record<string, unknown>;
    const end = await this.intercept(operation);
    if (end === 'drop') return void request.socket.destroy();
    const fault = this.fault(operation);
    if (fault === 'throttled') {
      response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' });
      return void response.end('{"message":"slow down"}');
    }
    const body = JSON.stringify(this.#respond(operation, input));
    if (fault === 'lost-response' || end === 'handle-and-drop')
      return void request.socket.destroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }

  #respond(operation: string, input: Record<string, unknown>): object {
    if (operation === 'submitjob') {
      const jobId = `job-${this.jobs.length + 1}`;
      this.jobs.push({ ...(input as unknown as Submission), jobId, acceptedAtMs: Date.now() });
      return { jobId };
    }
    const described = (job: AcceptedJob) => ({
      ...{ jobId: job.jobId, jobName: job.jobName, status: 'RUNNABLE' },
      ...{ startedAt: 0, jobQueue: 'q', jobDefinition: 'd' },
    });
    if (operation === 'describejobs') {
      const ids = input['jobs'] as readonly string[];
      return { jobs: this.jobs.filter(({ jobId }) => ids.includes(jobId)).map(described) };
    }
    const [{ values = [] } = {}] = input['filters'] as readonly { readonly values?: string[] }[];
    const prefix = (values[0] ?? '').replace(/\*$/, '');
    const visible = this.jobs.filter(
      ({ jobName, acceptedAtMs }) =>
        jobName.startsWith(prefix) && Date.now() - acceptedAtMs >= this.visibleAfterMs,
    );
    return { jobSummaryList: visible.map(described) };
  }
}

/** `drop`: the request is lost. `handle-and-drop`: only its response is lost. */
export type Intercept = (operation: string) => Promise<false | 'drop' | 'handle-and-drop'>;
