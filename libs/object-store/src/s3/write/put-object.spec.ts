import { MemoryS3, type Intercept } from '../../testing/index.ts';
import { S3Store, type ConditionalWrites } from '../s3-store.ts';

const location = { scheme: 's3', bucket: MemoryS3.bucket, key: 'small' } as const;
const { signal } = new AbortController();

let server: MemoryS3;
beforeEach(async () => {
  server = await MemoryS3.start();
});
afterEach(() => server[Symbol.asyncDispose]());

const store = (conditionalWrites: ConditionalWrites = 'required') =>
  new S3Store({
    ...{ env: server.env, signal, encryption: { sse: 'none' }, attempt: 'mine' },
    conditionalWrites,
  });
const put = (into: S3Store) => into.put(Buffer.from('content'), location, { ifAbsent: true });
const content = () => server.objects.get('small')?.content.toString();

/**
 * Stores the content of the first write, or that of a faster writer. Then it drops the connection without a response.
 */
const losesFirstResponse = (written: string): Intercept => {
  let isLost = false;
  return ({ method, key, message }, response) => {
    if (method !== 'PUT' || isLost) return false;
    isLost = true;
    const mark = message.headers['x-amz-meta-joblayer-attempt'] as string;
    server.put(key, written, written === 'content' ? { 'x-amz-meta-joblayer-attempt': mark } : {});
    response.destroy();
    return true;
  };
};

describe('content that must be the first object of its key', () => {
  it('is written if the response was lost and the repetition is refused because of the first', async () => {
    server.intercept = losesFirstResponse('content');
    expect(await put(store())).toMatchObject({ location, sizeBytes: 7 });
    expect(server.calls.filter(({ method }) => method === 'PUT')).toHaveLength(2);
    expect(content()).toBe('content');
  });

  it('is not reported as written if the object is that of another writer', async () => {
    server.intercept = losesFirstResponse('other');
    await expect(put(store())).rejects.toMatchObject({ facts: { kind: 'already-exists' } });
    expect(content()).toBe('other');
  });

  it('does not replace an object on a server without conditional writes', async () => {
    server.intercept = ({ message }) => {
      delete message.headers['if-none-match'];
      return false;
    };
    server.put('small', 'other');
    await expect(put(store('ignore'))).rejects.toMatchObject({ facts: { kind: 'already-exists' } });
    expect(content()).toBe('other');
  });
});
