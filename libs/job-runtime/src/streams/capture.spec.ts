import type { PendingWrite } from '@joblayer/object-store';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobError } from '../job/errors.ts';
import { Capture, type CaptureOptions } from './capture.ts';

const MIB = 1024 * 1024;

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'capture-'))));
afterEach(() => rmSync(base, { recursive: true }));

const location = { scheme: 's3', bucket: 'bkt', key: 'out' } as const;
let discarded: number;
/** A store for the output: takes all of it, and keeps its checksum. */
const sink = () => {
  const hash = createHash('sha256');
  discarded = 0;
  const upload: CaptureOptions['upload'] = async (content) => {
    for await (const piece of content) hash.update(piece);
    const discard = () => Promise.resolve(void (discarded += 1));
    return { location, mark: '', discard } as Partial<PendingWrite> as PendingWrite;
  };
  return { upload, sha256: () => hash.digest('hex') };
};

/** The capture of a shell program's standard output, after the program has ended. */
const captured = async (program: string, upload: CaptureOptions['upload']) => {
  const { signal } = new AbortController();
  const options = { location, path: join(base, 'out'), pipeDirectory: base, signal, upload };
  const capture = await Capture.open(options);
  const tool = spawn('sh', ['-c', program], { stdio: ['ignore', capture.fd, 'inherit'] });
  closeSync(capture.fd);
  await once(tool, 'exit');
  return capture;
};

describe('a captured output', () => {
  it('of up to 8 MiB is written to its file', async () => {
    const capture = await captured('printf hello', sink().upload);
    expect(await capture.finish()).toBeUndefined();
    expect(readFileSync(join(base, 'out'), 'utf8')).toBe('hello');
  });

  it('of more than 8 MiB is uploaded whole as it is written, and leaves no file', async () => {
    const { upload, sha256 } = sink();
    const lines = Array.from({ length: 3_000_000 }, (_, index) => `${index + 1}\n`).join('');
    const capture = await captured('seq 3000000', upload);
    expect(await capture.finish()).toMatchObject({ sizeBytes: lines.length });
    expect(sha256()).toBe(createHash('sha256').update(lines).digest('hex'));
    expect(readdirSync(base)).toEqual([]);
  });

  it('is rolled back if the tool failed', async () => {
    const capture = await captured(`head -c ${20 * MIB} /dev/zero`, sink().upload);
    await capture.discard();
    expect(existsSync(join(base, 'out'))).toBe(false);
  });

  it('whose upload fails reports the error, and does not block the tool', async () => {
    const problem = new JobError({ code: 'transient', problem: 'S3 failed', location });
    const capture = await captured('yes', () => Promise.reject(problem));
    expect(capture.failed.reason).toBe(problem);
    await expect(capture.finish()).rejects.toBe(problem);
  });

  it('fails while a process that the tool left behind holds it open', async () => {
    const capture = await captured('printf hello; sleep 5 &', sink().upload);
    await expect(capture.finish()).rejects.toMatchObject({ code: 'bad-data' });
    expect(existsSync(join(base, 'out'))).toBe(false);
  });
});
