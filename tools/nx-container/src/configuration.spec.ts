import { readConfiguration } from './configuration.ts';

describe('the configuration', () => {
  it('comes from the environment', () => {
    expect(
      readConfiguration({
        JOBLAYER_REGISTRY: '127.0.0.1:5001',
        JOBLAYER_ARG_DEBIAN_IMAGE: 'debian:13',
        OTHER: 'x',
      }),
    ).toEqual({ registryHost: '127.0.0.1:5001', buildArguments: { DEBIAN_IMAGE: 'debian:13' } });
  });

  it('takes an empty variable for none', () => {
    expect(readConfiguration({ JOBLAYER_REGISTRY: '', JOBLAYER_ARG_X: '' })).toEqual({
      registryHost: undefined,
      buildArguments: {},
    });
  });
});
