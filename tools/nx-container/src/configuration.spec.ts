import { problemOf } from '@joblayer/problem/testing';
import { inVariables, readConfiguration } from './configuration.ts';

describe('the configuration', () => {
  it('comes from the environment', () => {
    expect(
      readConfiguration({
        JOBLAYER_REGISTRY: '127.0.0.1:5001',
        JOBLAYER_ARG_DEBIAN_IMAGE: 'debian:13',
        JOBLAYER_REGISTRY_LAB_EU_USER: 'me',
        JOBLAYER_REGISTRY_LAB_EU_PASSWORD: 'secret',
        JOBLAYER_REUSE: 'registry',
        JOBLAYER_ENGINE_PLATFORM: 'linux/arm64',
        JOBLAYER_JOB_ENV_AWS_REGION: 'us-east-1',
        OTHER: 'x',
      }),
    ).toEqual({
      registryHost: '127.0.0.1:5001',
      buildArguments: { DEBIAN_IMAGE: 'debian:13' },
      jobEnvironment: { AWS_REGION: 'us-east-1' },
      registryCredentials: new Map([
        [inVariables('lab-eu'), { kind: 'password', username: 'me', password: 'secret' }],
      ]),
      reuse: 'registry',
      platform: 'linux/arm64',
    });
  });

  it('treats an empty variable as unset', () => {
    expect(readConfiguration({ JOBLAYER_REGISTRY: '', JOBLAYER_ARG_X: '' })).toEqual({
      registryHost: undefined,
      buildArguments: {},
      jobEnvironment: {},
      registryCredentials: new Map(),
      reuse: undefined,
      platform: undefined,
    });
  });

  it('refuses an unknown value of a variable', async () => {
    expect(await problemOf(() => readConfiguration({ JOBLAYER_REUSE: 'always' }))).toMatchObject({
      code: 'invalid-variable',
      name: 'JOBLAYER_REUSE',
    });
  });
});
