import { registryHost } from './registry-host.ts';

describe('the registry', () => {
  it("is the host in the repository's URI", () => {
    expect(registryHost('1.dkr.ecr.us-east-1.amazonaws.com/joblayer/tool')).toBe(
      '1.dkr.ecr.us-east-1.amazonaws.com',
    );
    expect(() => registryHost('joblayer/tool')).toThrow(/names no host/);
  });
});
