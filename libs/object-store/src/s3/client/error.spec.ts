import { S3ServiceException } from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import { isWorthAnotherTry, s3Error, s3WriteError } from './error.ts';

const location = { scheme: 's3', bucket: 'bucket', key: 'key' } as const;

/** The SDK's error for a response. Its name is `Unknown` if the response has no body. */
function responded(httpStatusCode: number, name = 'Unknown', headers: Record<string, string> = {}) {
  const message = name === 'Unknown' ? 'UnknownError' : 'as S3 words it';
  const error = new S3ServiceException({
    ...{ name, message, $fault: 'client', $metadata: { httpStatusCode } },
  });
  return Object.assign(error, { $response: { headers } });
}

describe('a response of S3', () => {
  it.each([
    [408, 'Unknown'],
    [429, 'Unknown'],
    [429, 'TooManyRequests'],
    [500, 'Unknown'],
    [503, 'SlowDown'],
    [404, 'NoSuchUpload'],
  ])('with %d %s is a transient failure', (status, name) => {
    const error = responded(status, name);
    expect(s3Error(error, location).code).toBe('transient');
    expect(isWorthAnotherTry(error)).toBe(true);
  });

  it('that comes after the time limit of its request is a transient failure', () => {
    const error = Object.assign(new Error('Request aborted'), { name: 'AbortError' });
    expect(s3Error(error, location)).toMatchObject({ code: 'transient' });
  });

  it('to a host with a wrong clock is reported as that', () => {
    const { code, facts } = s3Error(responded(403, 'RequestTimeTooSkewed'), location);
    expect(code).toBe('access-denied');
    expect(facts.problem).toContain('clock');
  });

  it('without a body is reported with its status', () => {
    expect(s3Error(responded(405), location).facts).toMatchObject({
      code: 'service-refused',
      problem: 'S3 refused the request (status 405)',
    });
  });

  it('with a redirect that names no region is refused, and the message names its target', () => {
    const { facts } = s3Error(responded(302, 'Unknown', { location: 'http://portal/' }), location);
    expect(facts.code).toBe('service-refused');
    expect(facts.problem).toContain('http://portal/ (status 302)');
  });
});

describe('a bucket that is absent', () => {
  it('is an absent input when read, and an unwritable output when written', () => {
    const error = responded(404, 'NoSuchBucket');
    expect(s3Error(error, location).code).toBe('input-absent');
    expect(s3WriteError(error, location).code).toBe('cannot-write-output');
  });

  it('and that is already reported as a StoreError keeps that error', () => {
    const denied = new StoreError({ code: 'access-denied', problem: 'denied' });
    expect(s3WriteError(denied, location)).toBe(denied);
  });
});
