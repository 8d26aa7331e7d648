import { createServer, type IncomingMessage } from 'node:http';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { containerCpuMs } from './cgroup.ts';
import { faultIn } from './fault-in.ts';
import { busyMs } from './proc-stat.ts';
import type { Counters, WorkerRequests } from './protocol.ts';
import { runTimed } from './run-timed.ts';

/** The program in each container of the bench: it starts the sides' commands and measures them. */

type Handlers = {
  readonly [Verb in keyof WorkerRequests]: (
    request: WorkerRequests[Verb]['request'],
  ) => Promise<WorkerRequests[Verb]['response']>;
};

const handlers: Handlers = {
  async 'fault-in'({ bytes }) {
    await faultIn(bytes);
    return {};
  },
  async counters({ containerIds }): Promise<Counters> {
    return {
      cpus: availableParallelism(),
      busyMs: busyMs(readFileSync('/proc/stat', 'utf8')),
      containersMs: containerIds.map(containerCpuMs),
    };
  },
  run: runTimed,
};

async function reply(request: IncomingMessage): Promise<object> {
  const verb = request.url?.slice(1) ?? '';
  if (!Object.hasOwn(handlers, verb)) throw new Error(`unknown verb ${verb}`);
  const handle = handlers[verb as keyof Handlers] as (body: unknown) => Promise<object>;
  return await handle(JSON.parse(await text(request)));
}

const [port] = process.argv.slice(2).map(Number);
createServer((request, response) => {
  reply(request).then(
    (body) => response.end(JSON.stringify(body)),
    (error: unknown) => {
      response.statusCode = 500;
      response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    },
  );
}).listen(port);
