/**
 * Variables of a host that change a program's results: what it loads, how many threads it starts, how it sorts and
 * writes numbers and dates. Apptainer hands them into a container. A tool gets those that its image has, no others.
 */
const PATTERNS: readonly RegExp[] = [
  // Where interpreters and programs look for code, and what they run first.
  /^(PERL5LIB|PERL5OPT|PERLLIB|PERL5DB)$/,
  /^PYTHON[A-Z0-9]*$/,
  /^R_(LIBS.*|HOME|PROFILE.*|ENVIRON.*|DEFAULT_PACKAGES|MAX_.*)$/,
  /^(RUBYLIB|RUBYOPT|GEM_(HOME|PATH)|LUA_(PATH|CPATH|INIT).*|TCLLIBPATH)$/,
  /^(JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|JAVA_OPTS|JAVA_HOME|CLASSPATH)$/,
  /^(LD_.*|GLIBC_TUNABLES|GCONV_PATH|LOCPATH|NLSPATH)$/,
  /^(BASH_ENV|ENV|BASHOPTS|SHELLOPTS|CDPATH|GLOBIGNORE|POSIXLY_CORRECT|BASH_FUNC_.*)$/,
  /^XDG_(CONFIG|DATA|CACHE)_/,
  // Threads, and how numbers are computed with them.
  /^(OMP|GOMP|KMP|MKL|BLIS|OPENBLAS|GOTO|NUMEXPR|VECLIB)_/,
  /^(GOMAXPROCS|GOGC|GODEBUG|RAYON_NUM_THREADS)$/,
  // Memory.
  /^(MALLOC_.*|MIMALLOC_.*|JEMALLOC_.*|_RJEM_.*|TCMALLOC_.*)$/,
  // Language and time.
  /^(LANG|LANGUAGE|LC_.*|TZ|TZDIR)$/,
  /^(GREP_OPTIONS|TIME_STYLE|BLOCK_SIZE|BLOCKSIZE)$/,
  // Where tools of this field look for references, plugins and fonts.
  /^(REF_PATH|REF_CACHE|HTS_.*|BCFTOOLS_PLUGINS|GNUTERM|GNUPLOT_.*|GDFONTPATH|FONTCONFIG_.*)$/,
];

/** Sorting and numbers are the same everywhere, and texts are UTF-8. */
const FIXED: Readonly<Record<string, string>> = { LANG: 'C.UTF-8' };

export type Variables = Readonly<Record<string, string>>;

const isOfHost = (name: string): boolean => PATTERNS.some((pattern) => pattern.test(name));

/**
 * Replaces what a host may have set by what the image has.
 *
 * @param image the variables that the image has on purpose
 * @returns the variables for the tool, and the names of those that it does not get as they were
 */
export function withoutHostVariables(
  given: Variables,
  image: Variables,
): { readonly variables: Variables; readonly withheld: readonly string[] } {
  const own = Object.entries({ ...FIXED, ...image }).filter(([name]) => isOfHost(name));
  const others = Object.entries(given).filter(([name]) => !isOfHost(name));
  const variables = Object.fromEntries([...others, ...own]);
  const withheld = Object.keys(given).filter((name) => given[name] !== variables[name]);
  return { variables, withheld: withheld.toSorted() };
}
