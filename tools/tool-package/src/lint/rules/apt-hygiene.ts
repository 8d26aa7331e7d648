import type { Fault, Rule } from '../rule.ts';

const ADVICE =
  'Write RUN install-packages "name=${NAME_VERSION}*": the base image has that command.';

/** The files that apt leaves behind; see packages/base/install-packages. */
const LEFT_BEHIND = [
  '/var/lib/apt/lists',
  '/var/cache/apt',
  '/var/cache/ldconfig/aux-cache',
  '/var/log/apt',
  '/var/log/dpkg.log',
  '/var/lib/dpkg/*-old',
  '/var/cache/debconf/*-old',
] as const;

export const aptHygiene: Rule = {
  id: 'apt-hygiene',
  why: 'the files that apt adds besides the packages make layers larger, and different in each build',
  check: ({ instructions }) =>
    instructions
      .filter(({ keyword, text }) => keyword === 'RUN' && /(?<![\w/-])apt(-get)?\s/.test(text))
      .flatMap(({ text, line }) =>
        faultsOf(text).map((what): Fault => ({ line, what, advice: ADVICE })),
      ),
};

function faultsOf(text: string): string[] {
  const installs = /(?<![\w/-])apt(-get)?\s[^&|;]*\binstall\b/.test(text);
  const left = LEFT_BEHIND.filter((path) => !text.includes(path));
  return [
    /(?<![\w/-])apt\s/.test(text) &&
      'it calls apt, whose command line may change: apt-get is for scripts',
    /\bapt-get\s[^&|;]*(dist-|full-)?upgrade\b/.test(text) &&
      'it upgrades the base image’s packages',
    installs &&
      !/\bapt-get\s[^&|;]*\bupdate\b/.test(text) &&
      'it installs without an update in the same RUN',
    installs &&
      !text.includes('--no-install-recommends') &&
      'it installs recommended packages as well',
    installs && left.length > 0 && `it leaves ${left.join(', ')} in the layer`,
  ].filter((fault) => fault !== false);
}
