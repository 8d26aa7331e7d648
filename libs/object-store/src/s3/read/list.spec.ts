import { entryOf, listOf, MemoryS3, refuse, xml } from '../../testing/memory-s3.ts';
import { S3Store } from '../s3-store.ts';

const DIRECTORY = { scheme: 's3', bucket: MemoryS3.bucket, key: 'dir/' } as const;

let server: MemoryS3;
beforeEach(async () => (server = await MemoryS3.start()));
afterEach(() => server[Symbol.asyncDispose]());

const list = () =>
  new S3Store({
    ...{ env: server.env, signal: new AbortController().signal },
    encryption: { sse: 'none' },
  }).list(DIRECTORY);

/** Responds with the pages of a list in order, then with the last page again and again. */
const pages = (...bodies: string[]) => {
  let asked = 0;
  server.intercept = ({ query }, response) => {
    if (!query.has('list-type')) return false;
    xml(response, 200, bodies[Math.min(asked, bodies.length - 1)] as string);
    asked += 1;
    return true;
  };
};

describe('a list of a directory in S3', () => {
  it('is read page by page, without directory markers', async () => {
    pages(
      listOf(entryOf('dir/', 0) + entryOf('dir/a b+c.fq', 1), 't1'),
      listOf('', 't2'),
      listOf(entryOf('dir/sub/', 0) + entryOf('dir/sub/x', 2)),
    );
    expect((await list()).map(({ relativePath }) => relativePath)).toEqual(['a b+c.fq', 'sub/x']);
    const tokens = server.calls.map(({ query }) => query.get('continuation-token'));
    expect(tokens).toEqual([null, 't1', 't2']);
  });

  it.each([
    ['sends one page again and again', [listOf(entryOf('dir/a', 1), 't')], /"dir\/a" twice/],
    ['sends empty pages under one token', [listOf('', 't')], /token of an earlier page/],
    [
      'says that the list goes on, but gives no token',
      [listOf(entryOf('dir/a', 1), '').replace(/<NextC.*<\/NextC\w+>/, '')],
      /gives no token/,
    ],
    ['lists one key twice', [listOf(entryOf('dir/a', 1) + entryOf('dir/a', 1))], /"dir\/a" twice/],
    ['lists a key outside of the prefix', [listOf(entryOf('other/a', 1))], /not below it/],
    [
      'lists a key of a sibling whose name begins like the directory',
      [listOf(entryOf('dir2/a', 1))],
      /not below it/,
    ],
    [
      'states no size',
      [listOf(entryOf('dir/a', 1).replace(/<Size>.*<\/Size>/, ''))],
      /no size of "dir\/a"/,
    ],
    [
      'sends a key with an invalid encoding',
      [listOf(entryOf('dir/a', 1).replace('dir%2Fa', 'dir/%ff%zz'))],
      /encoding is invalid/,
    ],
    [
      'lists an object without a key',
      [listOf('<Contents><Size>1</Size></Contents>')],
      /without a key/,
    ],
  ])('is refused without another try if the server %s', async (_, bodies, problem) => {
    pages(...bodies);
    const error = await list().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'service-refused' });
    expect((error as Error).message).toMatch(problem);
  });

  it('with endless empty pages is refused', async () => {
    let asked = 0;
    server.intercept = (_, response) => {
      xml(response, 200, listOf('', `token-${(asked += 1)}`));
      return true;
    };
    await expect(list()).rejects.toMatchObject({ code: 'service-refused' });
  }, 30_000);

  it.each([
    ['that leads out of it', 'dir/../x', 1],
    ['that ends in a slash and has content', 'dir/a/', 1],
    ['with an empty part', 'dir//a', 1],
  ])('with a key %s is refused as bad data', async (_, key, sizeBytes) => {
    pages(listOf(entryOf(key, sizeBytes)));
    await expect(list()).rejects.toMatchObject({ code: 'bad-data' });
  });

  it('that S3 redirects to another server is refused, and the message names that server', async () => {
    server.intercept = (_, response) => {
      response.setHeader('location', 'https://elsewhere.example/bkt/');
      refuse(response, 307, 'TemporaryRedirect');
      return true;
    };
    const error = await list().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'service-refused' });
    expect((error as Error).message).toContain('https://elsewhere.example/bkt/');
  });
});
