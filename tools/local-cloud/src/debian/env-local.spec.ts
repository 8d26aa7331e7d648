import { withVariable } from './env-local.ts';

describe('editing .env.local', () => {
  it('adds the variable to an empty or missing file', () => {
    expect(withVariable('', 'IMAGE', 'a:b')).toBe('IMAGE=a:b\n');
  });

  it('keeps every other line, also comments and blank ones', () => {
    const before = '# mine\nOTHER=1\n\nIMAGE_TWO=x\n';
    expect(withVariable(before, 'IMAGE', 'a')).toBe(`${before}IMAGE=a\n`);
  });

  it('replaces all older values, however they are written, by one', () => {
    expect(withVariable('IMAGE=old\nB=1\n export IMAGE=older\n', 'IMAGE', 'new')).toBe(
      'B=1\nIMAGE=new\n',
    );
  });

  it('changes nothing when repeated', () => {
    const once = withVariable('B=1', 'IMAGE', 'a');
    expect(withVariable(once, 'IMAGE', 'a')).toBe(once);
  });

  it('removes the variable, and leaves an empty file empty', () => {
    expect(withVariable('B=1\nIMAGE=a\n', 'IMAGE', undefined)).toBe('B=1\n');
    expect(withVariable('IMAGE=a\n', 'IMAGE', undefined)).toBe('');
  });
});
