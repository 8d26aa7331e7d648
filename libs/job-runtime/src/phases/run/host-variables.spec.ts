import { withoutHostVariables } from './host-variables.ts';

const LANG = 'C.UTF-8';

describe('a variable of the host', () => {
  it.each([
    ...['PERL5LIB', 'PERL5OPT', 'PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'R_LIBS'],
    ...['R_LIBS_USER', 'R_LIBS_SITE', 'JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS', 'JDK_JAVA_OPTIONS'],
    ...['CLASSPATH', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'OMP_NUM_THREADS', 'MALLOC_ARENA_MAX'],
    ...['BASH_ENV', 'ENV', 'LC_ALL', 'LC_NUMERIC', 'LANGUAGE', 'TZ', 'REF_PATH', 'XDG_DATA_HOME'],
  ])('does not reach the tool, and is named: %s', (name) => {
    expect(withoutHostVariables({ [name]: 'x' }, {})).toEqual({
      variables: { LANG },
      withheld: [name],
    });
  });

  it.each(['PATH', 'TERM', 'FIXTURE_PROGRAM', 'R_USER', 'HTSLIB', 'LDAP_HOST', 'ENVIRONMENT'])(
    'reaches the tool if it changes no results: %s',
    (name) => {
      expect(withoutHostVariables({ [name]: 'x' }, {})).toEqual({
        variables: { [name]: 'x', LANG },
        withheld: [],
      });
    },
  );

  it('is replaced by the value that the image has', () => {
    const image = { JAVA_TOOL_OPTIONS: '-Xss4m', PATH: '/opt/bin:$PATH' };
    expect(
      withoutHostVariables({ JAVA_TOOL_OPTIONS: '-Xmx1g', PATH: '/bin', LANG: 'de_DE' }, image),
    ).toEqual({
      variables: { JAVA_TOOL_OPTIONS: '-Xss4m', PATH: '/bin', LANG },
      withheld: ['JAVA_TOOL_OPTIONS', 'LANG'],
    });
  });

  it('is not named if it has the image’s value', () => {
    const same = { REF_PATH: '/nonexistent/%s', LANG };
    expect(withoutHostVariables(same, { REF_PATH: '/nonexistent/%s' })).toEqual({
      variables: same,
      withheld: [],
    });
  });
});
