import { awsContainer, dockerConfig, registryContainer } from './containers.ts';
import { cloudNames } from './plan.ts';

const names = cloudNames('joblayer');

const after = (args: readonly string[], flag: string) =>
  args.flatMap((word, i) => (word === flag ? [args[i + 1]] : []));

describe.each([
  ['registry', registryContainer(names, 'IMAGE', 5566), '127.0.0.1:5566:5000'],
  ['AWS', awsContainer(names, 'IMAGE', 4566, '/var/run/docker.sock'), '127.0.0.1:4566:5000'],
] as const)('the %s container', (_, args, published) => {
  it('is published on the loopback address and nowhere else', () => {
    expect(after(args, '--publish')).toEqual([published]);
  });

  it("carries the cloud's label and sits in its network", () => {
    expect(after(args, '--label')).toEqual(['joblayer.cloud=joblayer']);
    expect(after(args, '--network')).toEqual(['joblayer']);
  });

  it('runs the image as it is', () => {
    expect(args.at(-1)).toBe('IMAGE');
  });
});

it('leaves the choice of a port to the engine where 0 is asked for', () => {
  expect(after(registryContainer(names, 'IMAGE', 0), '--publish')).toEqual(['127.0.0.1::5000']);
});

it("has Batch start jobs in the cloud's network, through the engine's socket", () => {
  const args = awsContainer(names, 'IMAGE', 0, '/run/user/1000/docker.sock');
  expect(after(args, '--env')).toContain('MOTO_DOCKER_NETWORK_NAME=joblayer');
  expect(after(args, '--mount')).toEqual([
    'type=bind,source=/run/user/1000/docker.sock,target=/run/docker.sock',
  ]);
});

it("gives Batch the registry's credentials under the address the engine pulls from", () => {
  const { auths } = JSON.parse(dockerConfig('127.0.0.1:5566')) as {
    auths: Record<string, { auth: string }>;
  };
  expect(Object.keys(auths)).toEqual(['127.0.0.1:5566']);
  expect(Buffer.from(auths['127.0.0.1:5566']?.auth ?? '', 'base64').toString()).toBe(
    'AWS:123456789012-auth-token',
  );
});
