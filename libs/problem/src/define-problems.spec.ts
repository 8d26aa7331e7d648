import { defineProblems, ProblemError } from './index.ts';

const fileProblem = defineProblems({
  'file-missing': ({ file }: { file: string }) => `${file} does not exist.`,
  'disk-full': () => 'The disk is full.',
});

describe('a table of problems', () => {
  it('makes an error with the facts as data, the message and the cause', () => {
    const cause = new Error('ENOENT');
    const error = fileProblem({ code: 'file-missing', file: 'a.txt' }, cause);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      problem: { code: 'file-missing', file: 'a.txt' },
      message: 'a.txt does not exist.',
      cause,
    });
  });

  it('makes an error without facts if its message needs none', () => {
    expect(fileProblem({ code: 'disk-full' }).message).toBe('The disk is full.');
  });

  it('recognizes its errors by their codes', () => {
    const error = fileProblem({ code: 'disk-full' });
    expect(fileProblem.is(error, 'file-missing', 'disk-full')).toBe(true);
    expect(fileProblem.is(error, 'file-missing')).toBe(false);
    expect(fileProblem.is(new Error('The disk is full.'), 'disk-full')).toBe(false);
  });

  it('lists its codes', () => {
    expect(fileProblem.codes).toEqual(['file-missing', 'disk-full']);
  });
});
