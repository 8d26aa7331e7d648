import { wasRefused } from './submit-retries.ts';

const failure = (facts: object, message = 'm') => Object.assign(new Error(message), facts);
const withStatus = (httpStatusCode: number) => failure({ $metadata: { httpStatusCode } });

describe('a submission that failed', () => {
  it.each([
    ['with HTTP 400', withStatus(400)],
    ['with HTTP 429', withStatus(429)],
    ['because nothing listens at the endpoint', failure({ code: 'ECONNREFUSED', $metadata: {} })],
    ['because the name of the endpoint has no address', failure({ code: 'ENOTFOUND' })],
    ['without credentials', failure({ name: 'CredentialsProviderError' })],
    ['without a region', failure({}, 'Region is missing')],
  ])('%s certainly made no job', (_, error) => {
    expect(wasRefused(error)).toBe(true);
  });

  it.each([
    ['with HTTP 500', withStatus(500)],
    ['with a page of a proxy', withStatus(200)],
    ['after the connection was lost', failure({ code: 'ECONNRESET', $metadata: {} })],
    ['without a response in time', failure({ name: 'TimeoutError' })],
  ])('%s may have made a job', (_, error) => {
    expect(wasRefused(error)).toBe(false);
  });
});
