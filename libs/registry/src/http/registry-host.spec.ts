import { registryUrl } from './registry-host.ts';

describe('the registry', () => {
  it.each(['localhost:5001', '127.0.0.1:5001', '127.8.0.1', '[::1]:5001'])(
    'on this machine (%s) may be used without TLS',
    (host) => {
      expect(registryUrl(host)).toBe(`http://${host}`);
    },
  );

  it.each(['localhost.example.org', '10.127.0.0.1', '1.dkr.ecr.us-east-1.amazonaws.com'])(
    'on another machine (%s) may not be used without TLS',
    (host) => {
      expect(registryUrl(host)).toBe(`https://${host}`);
    },
  );
});
