import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkGzipEnding } from './index.ts';

describe('the name of a file for a tool that decompresses by it', () => {
  let directory: string;
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'ending-'))));
  afterEach(() => rm(directory, { recursive: true }));

  const check = async (name: string, content: string | Buffer) => {
    await writeFile(join(directory, name), content);
    const resolve = (path: string) => join(directory, path);
    await checkGzipEnding('--reads1', { path: name, name }, { resolve });
  };

  it('ends in .gz if the file is compressed, and only then', async () => {
    await check('a.fq.gz', gzipSync('@r'));
    await check('a.fq', '@r');
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['a.fq.gz', '@r', /--reads1, a\.fq\.gz, is not compressed by gzip/],
    ['a.fq', gzipSync('@r'), /--reads1, a\.fq, is compressed by gzip/],
  ])('is refused as bad data where %s is otherwise', async (name, content, problem) => {
    await expect(check(name, content)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(problem),
    });
  });
});
