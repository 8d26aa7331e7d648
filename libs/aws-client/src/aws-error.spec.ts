import { awsError } from './aws-error.ts';
import { durationOf } from './clock-skew.ts';

const MINUTES = 60_000;
const error = (name: string, message = 'm', facts: object = {}) =>
  Object.assign(new Error(message), { name, ...facts });
const at = (fromNowMs: number) => ({
  $response: { headers: { date: new Date(Date.now() + fromNowMs).toUTCString() } },
});
const problem = (failure: Error) => awsError(failure, 'batch:SubmitJob')?.problem;

/** The time as a signature writes it: `20261127T111140Z`. */
const stamp = (fromNowMs: number) =>
  `${new Date(Date.now() + fromNowMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

describe('an error of AWS about the time of a request', () => {
  it.each([
    ['RequestTimeTooSkewed', 'The difference between the times is too large'],
    ['RequestExpired', 'Request has expired.'],
  ])('%s means that the clock is wrong, by the date of the response', (name, message) => {
    expect(awsError(error(name, message, at(40 * MINUTES)), 's3:GetObject')?.message).toMatch(
      /^AWS refused s3:GetObject, because this machine's clock is wrong by 40 minutes: it is behind\. Set the clock/,
    );
  });

  it.each([
    [-180 * MINUTES, '3 hours: it is ahead'],
    [-72 * 60 * MINUTES, '3 days: it is ahead'],
  ])('%i ms away says how much, in the largest unit', (fromNowMs, text) => {
    const failure = error('RequestTimeTooSkewed', 'm', at(fromNowMs));
    expect(awsError(failure, 'x')?.message).toContain(text);
  });

  it('says seconds where it is less than two minutes', () => {
    expect(durationOf(100)).toBe('100 seconds: it is behind');
  });

  it('is recognised in the message of a signature, which has the time of AWS', () => {
    const message = `Signature expired: ${stamp(0)} is now earlier than ${stamp(55 * MINUTES)} (${stamp(60 * MINUTES)} - 5 min.)`;
    const found = problem(error('InvalidSignatureException', message));
    expect(found).toMatchObject({ code: 'clock-wrong' });
    expect((found as unknown as { behindSeconds: number }).behindSeconds).toBeGreaterThan(3000);
  });

  it('without any time says only that the clock is wrong', () => {
    expect(awsError(error('RequestTimeTooSkewed'), 'x')?.message).toMatch(/clock is wrong\. Set/);
  });

  it('is recognised where AWS only says that the signature does not match', () => {
    expect(problem(error('SignatureDoesNotMatch', 'm', at(20 * MINUTES)))).toMatchObject({
      code: 'clock-wrong',
    });
  });
});

describe('a wrong signature at the right time', () => {
  it.each(['SignatureDoesNotMatch', 'InvalidSignatureException'])(
    '%s means a wrong key',
    (name) => {
      expect(problem(error(name, 'm', at(1000)))).toMatchObject({ code: 'credentials-refused' });
    },
  );
});
