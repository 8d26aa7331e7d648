import { runImage } from '@joblayer/verify/testing';

describe('snpeff in its container', () => {
  it('without arguments says in its last line what it needs', async () => {
    const { exitCode, stderr } = await runImage('snpeff', []);
    expect(stderr.split('\n').at(-1)).toMatch(/--[a-z]/);
    expect(exitCode).toBe(64);
  });
});
