import { awsContainer, dockerConfig, registryContainer } from './containers.ts';
import { cloudNames } from './plan.ts';

const names = cloudNames('joblayer');

const after = (args: readonly string[], flag: string) =>
  args.flatMap((word, i) => (word === flag ? [args[i + 1]] : []));

describe.each([
  ['registry', registryContainer(names, 'IMAGE', 5566), '127.0.0.1:5566:5000'],
  ['AWS', awsContainer(names, 'IMAGE', 4566, '/var/run/docker.sock'), '127.0.0.1:4566:5000'],
] as const)('the %s container', (_, args, published) => {
  it('is published on the loopback address only', () => {
    expect(after(args, '--publish')).toEqual([published]);
  });

  it("has the cloud's label and is in its network", () => {
    expect(after(args, '--label')).toEqual(['joblayer.cloud=joblayer']);
    expect(after(args, '--network')).toEqual(['joblayer']);
  });

  it("runs the image's own command", () => {
    expect(args.at(-1)).toBe('IMAGE');
  });
});

it('lets the engine choose the port where 0 is given', () => {
  expect(after(registryContainer(names, 'IMAGE', 0), '--publish')).toEqual(['127.0.0.1::5000']);
});

it("the AWS container lets Batch start jobs in the cloud's network, through the engine's socket", () => {
  const args = awsContainer(names, 'IMAGE', 0, '/run/user/1000/docker.sock');
  const settings = after(args, '--env').find((each) => each?.startsWith('LOCAL_CLOUD_SETTINGS='));
  expect(JSON.parse(settings?.split('=', 2)[1] ?? '')).toMatchObject({
    network: 'joblayer',
    labels: { 'joblayer.cloud': 'joblayer' },
    jobEnvironment: { AWS_ENDPOINT_URL: 'http://joblayer-aws:5000' },
  });
  expect(after(args, '--mount')).toEqual([
    'type=bind,source=/run/user/1000/docker.sock,target=/run/docker.sock',
  ]);
});

it("the docker configuration of Batch has the registry's credentials under the address that the engine pulls from", () => {
  const { auths } = JSON.parse(dockerConfig('127.0.0.1:5566')) as {
    auths: Record<string, { auth: string }>;
  };
  expect(Object.keys(auths)).toEqual(['127.0.0.1:5566']);
  expect(Buffer.from(auths['127.0.0.1:5566']?.auth ?? '', 'base64').toString()).toBe(
    'AWS:123456789012-auth-token',
  );
});
