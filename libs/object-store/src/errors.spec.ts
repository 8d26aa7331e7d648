import { Failure, ioError, StoreError } from './errors.ts';
import { httpsError } from './https/error.ts';
import { s3Error } from './s3/client/error.ts';

/** An error of the caller, such as the reason of a signal. */
class CallersError extends Failure {
  readonly code = 'stopped';
  readonly facts = { code: this.code, problem: 'it was stopped' };
}

describe('the wrapper of errors', () => {
  const location = { scheme: 's3', bucket: 'b', key: 'k' } as const;

  it.each([
    ['for local files', ioError],
    ['for S3', s3Error],
    ['for web servers', httpsError],
  ])('%s passes on a failure of its caller, and makes a StoreError of any other', (_, wrapped) => {
    const stopped = new CallersError();
    expect(wrapped(stopped, location)).toBe(stopped);
    const other = new Error('broken');
    expect(wrapped(other, location)).toBeInstanceOf(StoreError);
    expect(wrapped(other, location)).toMatchObject({ facts: { location }, cause: other });
  });
});
