import { createRedactor, redactingStream } from './redact.ts';

const env = {
  AWS_SECRET_ACCESS_KEY: 'wJalr"XUtn/K7MDENG',
  MY_PASSWORD: 'correct horse',
  AWS_REGION: 'us-east-1',
  AWS_SHARED_CREDENTIALS_FILE: '/home/me/.aws/credentials',
  SHORT_TOKEN: '1234',
  HTTPS_PROXY: 'http://me:pr%40xy-word@proxy:3128',
  INDEX_URLS: 'https://me:first-word@one/x https://second-word@two/y',
  HTTP_PROXY: 'me:third-word@proxy:3128',
  DEPLOY_KEY: '-----BEGIN KEY-----\nMIIfirstline\nsecondlineQ==\n-----END KEY-----\n',
};
const { redact, redactAll } = createRedactor(env);

describe('a secret', () => {
  it.each([
    ['of the environment', 'got wJalr"XUtn/K7MDENG here', 'got *** here'],
    ['of the environment, in JSON', '"wJalr\\"XUtn/K7MDENG"', '"***"'],
    ['of the environment, in a URL', 'x?y=correct%20horse&z', 'x?y=***&z'],
    ['that is one line of a longer secret', 'x MIIfirstline y', 'x *** y'],
    ['of several lines, as a whole', `x ${env.DEPLOY_KEY}y`, 'x ***y'],
    ['of a proxy', 'password pr%40xy-word', 'password ***'],
    ['of a proxy, decoded', 'password pr@xy-word', 'password ***'],
    ['of the first of two URLs', 'x first-word y', 'x *** y'],
    ['of a URL that has a token instead of a user', 'x second-word y', 'x *** y'],
    ['of a proxy without a scheme', 'x third-word y', 'x *** y'],
    ['that is an access key', 'key AKIAIOSFODNN7EXAMPLE.', 'key ***.'],
    [
      'in a presigned URL',
      'https://b.s3/k?X-Amz-Credential=AK%2F2&X-Amz-Date=1&X-Amz-Signature=0a1b',
      'https://b.s3/k?…',
    ],
    [
      'in a URL’s query, under any name',
      'got {"u":"https://h/k?hmac=a%2Fb&x=1"} twice',
      'got {"u":"https://h/k?…"} twice',
    ],
    ['in an option', 'tool --api-key abcdefgh -x', 'tool --api-key *** -x'],
    ['in an option with =', "tool '--password=abcdefgh' -x", "tool '--password=***' -x"],
    ['in two items of a JSON array', '["--api-key","abcdefgh"]', '["--api-key","***"]'],
    ['in JSON', '{"db_password": "abcdefgh", "n": 1}', '{"db_password": "***", "n": 1}'],
    ['in a header', 'Authorization: Bearer abcdef.ghijkl', 'Authorization: Bearer ***'],
    ['in a URL’s user part', 'https://me:hunter22@host/', 'https://me:***@host/'],
  ])('%s is masked', (_, text, masked) => {
    expect(redact(text)).toBe(masked);
    expect(redact(masked)).toBe(masked);
  });

  it('is masked in plain data, and the data keeps its shape', () => {
    expect(
      redactAll({
        argv: ['tool', '--api-token', 'abcdefgh', '--seed', 'abcdefgh'],
        params: { dbPassword: 1, password: 'abcdefgh', seed: 1234567 },
        url: 'https://x?X-Amz-Signature=00ff',
        none: null,
      }),
    ).toEqual({
      argv: ['tool', '--api-token', '***', '--seed', 'abcdefgh'],
      params: { dbPassword: 1, password: '***', seed: 1234567 },
      url: 'https://x?…',
      none: null,
    });
  });

  it.each([
    'us-east-1',
    '1234',
    '/home/me/.aws/credentials',
    's3://bucket/key',
    'samtools stats -@ 3 x.bam',
    'no AWS credentials were found: the credentials endpoint was asked',
  ])('is not found in the harmless text %j', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('a redacting stream', () => {
  const written = (...chunks: (string | Buffer)[]) => {
    const parts: Buffer[] = [];
    const stream = redactingStream(
      { write: (chunk) => parts.push(Buffer.from(chunk)) },
      createRedactor(env),
    );
    chunks.forEach((chunk) => stream.write(chunk));
    return Buffer.concat(parts);
  };

  it('masks a secret that a tool wrote in two chunks', () => {
    expect(
      written(Buffer.from('a corr'), Buffer.from('ect horse b'), Buffer.from('\n')).toString(),
    ).toBe('a *** b\n');
  });

  it('writes a held-back beginning of a secret once the rest does not follow', () => {
    expect(written(Buffer.from('a corr'), 'end\n').toString()).toBe('a correnD\n'.toLowerCase());
  });

  it('leaves the tool’s other bytes unchanged, even if they are not UTF-8', () => {
    const bytes = Buffer.from([0, 255, 200, 10, 129]);
    expect(written(bytes)).toEqual(bytes);
    expect(written(Buffer.from('token=abcdefgh')).toString()).toBe('token=abcdefgh');
  });
});
