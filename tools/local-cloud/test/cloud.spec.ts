import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { cloudStatus, startCloud } from '../src/index.ts';
import { docker } from './docker.ts';
import { cloudName, endpoint, registry } from './settings.ts';

const portOf = (address: string) => Number(address.split(':').at(-1));

it('a second start uses the cloud that runs', async () => {
  const before = await cloudStatus(cloudName);
  const cloud = await startCloud({ name: cloudName });
  expect(cloud).toMatchObject({ startedByUs: false, endpointUrl: endpoint, registry });
  const after = await cloudStatus(cloudName);
  expect(after.aws?.startedAt).toBe(before.aws?.startedAt);
  expect(after.registry?.startedAt).toBe(before.registry?.startedAt);
});

it('the cloud gives the environment that these tests run in', async () => {
  const { env } = await startCloud({ name: cloudName });
  expect(env).toMatchObject({ AWS_ENDPOINT_URL: endpoint, JOBLAYER_REGISTRY: registry });
});

it.each(['aws', 'registry'])(
  'the cloud publishes its %s container on 127.0.0.1 only',
  async (part) => {
    const ports = await docker(['port', `${cloudName}-${part}`]);
    for (const line of ports.split('\n')) expect(line).toMatch(/ -> 127\.0\.0\.1:\d+$/);
  },
);

it.each([
  ['AWS endpoint', endpoint],
  ['registry', registry],
])("the cloud cannot be reached on this host's other addresses (%s)", async (_, address) => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address: host } of others) {
    await expect(connects(host, portOf(address))).resolves.toBe(false);
  }
  await expect(connects('127.0.0.1', portOf(address))).resolves.toBe(true);
});

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2_000 });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
