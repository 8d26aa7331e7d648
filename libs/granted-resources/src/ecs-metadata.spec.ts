import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readEcsLimits } from './ecs-metadata.ts';

let server: Server;
let responses: Record<string, unknown>;
let uri: string;
beforeEach(async () => {
  server = createServer(({ url = '' }, response) => {
    if (responses[url] === 'silence') return;
    response.statusCode = url in responses ? 200 : 404;
    response.end(JSON.stringify(responses[url] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v4/x`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const limits = () => readEcsLimits({ ECS_CONTAINER_METADATA_URI_V4: uri });

describe('the limits that ECS states', () => {
  it.each<[string, unknown, unknown, object]>([
    ['of a container', { CPU: 2048, Memory: 512 }, {}, { cpus: 2, memoryMiB: 512 }],
    [
      'of its task, if the container has none',
      { CPU: 0 },
      { CPU: 4, Memory: 8192 },
      { cpus: 4, memoryMiB: 8192 },
    ],
    [
      'of both, of which the least memory counts',
      { CPU: 512, Memory: 900 },
      { CPU: 1, Memory: 512 },
      { cpus: 0.5, memoryMiB: 512 },
    ],
    ['of a container that asked for no CPU', { CPU: 2, Memory: 128 }, {}, { memoryMiB: 128 }],
    ['none of an unknown form', { CPU: 'all' }, 7, {}],
  ])('are read from the metadata: %s', async (_, container, task, expected) => {
    responses = { '/v4/x': { Limits: container }, '/v4/x/task': { Limits: task } };
    expect(await limits()).toEqual(expected);
  });

  it('are empty if ECS responds with an error, too late, or not at all', async () => {
    responses = { '/v4/x': 'silence' };
    expect(await limits()).toEqual({});
    expect(await readEcsLimits({})).toEqual({});
  });
});
