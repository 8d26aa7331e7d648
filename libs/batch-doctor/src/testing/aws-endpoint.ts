import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The body of a response: an object as JSON, a string as XML. */
export type Body = object | string;

/** The bodies by action (`batch:DescribeJobs`), or functions of what the request says. */
export type Bodies = Readonly<Record<string, Body | ((request: string) => Body)>>;

/**
 * A stand-in for AWS with responses that the local cloud cannot give: a simulation of policies,
 * denied calls, environments that are invalid. It speaks the protocols of Batch (REST), ECR and
 * CloudWatch Logs (JSON), IAM and EC2 (query).
 */
export class AwsEndpoint {
  /** The actions that were called, each once. */
  readonly called = new Set<string>();
  readonly denied = new Set<string>();
  /** An error for every call: its code. */
  refusal: string | undefined;
  bodies: Bodies = {};
  private readonly server: Server = createServer(async (request, response) => {
    const body = await text(request);
    const action = request.method === 'GET' ? 'download' : actionOf(request, body);
    this.called.add(action);
    const code = this.refusal ?? (this.denied.has(action) ? 'AccessDenied' : undefined);
    if (code !== undefined) return void respond(response, 403, failure(action, code));
    const given = this.bodies[action];
    if (given === undefined) return void respond(response, 404, failure(action, 'NoSuchAction'));
    respond(response, 200, typeof given === 'function' ? given(body) : given);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const TARGETS: Readonly<Record<string, string>> = {
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  Logs_20140328: 'logs',
};

function actionOf({ url = '', headers }: IncomingMessage, body: string): string {
  const [service = '', operation] = String(headers['x-amz-target'] ?? '').split('.');
  if (operation !== undefined) return `${TARGETS[service]}:${operation}`;
  const form = new URLSearchParams(body);
  const action = form.get('Action');
  if (action !== null) return `${form.get('Version') === '2010-05-08' ? 'iam' : 'ec2'}:${action}`;
  return `batch:${OPERATIONS[url.split('/').at(-1) ?? ''] ?? url}`;
}

/** The paths of Batch have lower case. */
const OPERATIONS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'DescribeComputeEnvironments',
    'DescribeJobQueues',
    'DescribeJobs',
    'GetJobQueueSnapshot',
    'ListJobs',
  ].map((name) => [name.toLowerCase(), name]),
);

function failure(action: string, code: string): Body {
  if (action.startsWith('iam:'))
    return `<ErrorResponse><Error><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`;
  if (action.startsWith('ec2:')) {
    const own = code === 'AccessDenied' ? 'UnauthorizedOperation' : code;
    return `<Response><Errors><Error><Code>${own}</Code><Message>m</Message></Error></Errors></Response>`;
  }
  const name = code === 'AccessDenied' ? 'AccessDeniedException' : code;
  return { __type: name, code: name, message: 'm' };
}

function respond(response: ServerResponse, status: number, body: Body): void {
  const isXml = typeof body === 'string';
  response.writeHead(status, { 'content-type': isXml ? 'text/xml' : 'application/json' });
  response.end(isXml ? body : JSON.stringify(body));
}
