import { environmentOf } from './environment.ts';

const of = (...lines: string[]) => environmentOf(lines.join('\n'));

describe('the variables that a Dockerfile gives its image', () => {
  it('are those of ENV in the last stage, with quotes and several in a line', () => {
    expect(
      of(
        'FROM a AS builder',
        'ENV ONLY_THERE=1',
        'FROM b',
        `ENV JAVA_TOOL_OPTIONS="-Xss4m -Dx=y" OMP_NUM_THREADS=1 \\`,
        `    PERL5LIB='/opt/perl lib'`,
        'ENV OLD form of it',
      ),
    ).toEqual({
      JAVA_TOOL_OPTIONS: '-Xss4m -Dx=y',
      OMP_NUM_THREADS: '1',
      PERL5LIB: '/opt/perl lib',
      OLD: 'form of it',
    });
  });

  it('include those of an earlier stage that the last one builds on', () => {
    expect(of('FROM a AS Common', 'ENV ONE=1 TWO=2', 'FROM common', 'ENV TWO=3')).toEqual({
      ONE: '1',
      TWO: '3',
    });
  });

  it('have the values of earlier variables and of the defaults of arguments', () => {
    expect(
      of(
        'ARG VERSION=2.9',
        'FROM a',
        'ARG VERSION',
        'ENV HOME_OF=/opt/tool-${VERSION}',
        'ENV LD_LIBRARY_PATH=$HOME_OF/lib:${LD_LIBRARY_PATH}',
      ),
    ).toEqual({ HOME_OF: '/opt/tool-2.9', LD_LIBRARY_PATH: '/opt/tool-2.9/lib:' });
  });
});
