import { startAttached } from './start-attached.ts';

const shell = (script: string, onStderr?: (chunk: Buffer) => void) =>
  startAttached(['sh', '-c', script], { onStderr });

describe('an attached program', () => {
  it('gives its exit code and all of its stderr', async () => {
    const chunks: Buffer[] = [];
    expect(await shell('echo one >&2; exit 7', (chunk) => chunks.push(chunk))).toBe(7);
    expect(Buffer.concat(chunks).toString()).toBe('one\n');
  });

  it('gives its standard output to whoever asks for it, and nothing of it to this process', async () => {
    const chunks: Buffer[] = [];
    const onStdout = (chunk: Buffer) => chunks.push(chunk);
    await startAttached(['sh', '-c', 'echo one; echo two >&2'], {
      ...{ onStdout, onStderr: () => undefined },
    });
    expect(Buffer.concat(chunks).toString()).toBe('one\n');
  });

  it('that a signal ended has the exit code of a shell', async () => {
    expect(await shell('kill -TERM $$')).toBe(143);
  });

  it('is the leader of a process group of its own', async () => {
    const chunks: Buffer[] = [];
    await shell('ps -o pgid= -p $$ >&2; echo $$ >&2', (chunk) => chunks.push(chunk));
    const [group, pid] = Buffer.concat(chunks).toString().trim().split(/\s+/);
    expect(group).toBe(pid);
  });

  it('that does not exist is reported', async () => {
    await expect(startAttached(['/nonexistent/program'])).rejects.toMatchObject({
      code: 'program-not-found',
    });
  });
});
