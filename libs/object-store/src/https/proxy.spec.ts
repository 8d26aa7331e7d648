import { needsProxy } from './proxy.ts';

const S3 = new URL('https://bucket.s3.eu-west-1.amazonaws.com');

describe('a proxy', () => {
  it.each([
    [{}, false],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, true],
    [{ https_proxy: 'http://proxy:3128' }, true],
    [{ HTTP_PROXY: 'http://proxy:3128' }, false],
    [{ HTTPS_PROXY: 'x', NO_PROXY: 'localhost, .amazonaws.com' }, false],
    [{ HTTPS_PROXY: 'x', NO_PROXY: 'amazonaws.com' }, false],
    [{ HTTPS_PROXY: 'x', no_proxy: '*.eu-west-1.amazonaws.com' }, false],
    [{ HTTPS_PROXY: 'x', NO_PROXY: '*' }, false],
    [{ HTTPS_PROXY: 'x', NO_PROXY: 'zonaws.com,,s3' }, true],
  ])('is needed for S3 with the environment %j: %s', (env, needed) => {
    expect(needsProxy(S3, env)).toBe(needed);
  });
});
