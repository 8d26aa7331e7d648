import type { Fault, Rule } from '../rule.ts';

const ADVICE = 'Write RUN install-packages "name=${NAME_VERSION}*", which the base image brings.';

/** What apt leaves behind; see packages/base/install-packages. */
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
  why: 'what apt adds besides the packages makes layers larger, and different from build to build',
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
    /(?<![\w/-])apt\s/.test(text) && 'apt is for people: its command line may change',
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
