import { hostMirrors } from './host-mirrors.ts';

/** A Debian release that images are built on, and the sources of its image. */
export interface DebianRelease {
  readonly codename: string;
  readonly version: number;
  /** The variable that names another image. Nx's builds read it as well. */
  readonly variable: string;
  readonly publicImage: string;
  readonly bootstrappedImage: string;
  /**
   * The package archives to bootstrap from; the first that has the release is used. Empty:
   * mmdebstrap's own choice, with the suites for updates and security.
   */
  readonly archives: (env: NodeJS.ProcessEnv) => readonly string[];
}

export const DEBIAN_13: DebianRelease = {
  codename: 'trixie',
  version: 13,
  variable: 'JOBLAYER_ARG_DEBIAN_IMAGE',
  publicImage: 'debian:trixie-slim',
  bootstrappedImage: 'joblayer/debian:trixie',
  archives: () => [],
};

/**
 * For tools that need a compiler or an interpreter of 2021. Its long-term support ended on
 * 2026-08-31, so a mirror may drop it. Debian's archive of old releases then has the main suite.
 */
export const DEBIAN_11: DebianRelease = {
  codename: 'bullseye',
  version: 11,
  variable: 'JOBLAYER_ARG_DEBIAN11_IMAGE',
  publicImage: 'debian:bullseye-slim',
  bootstrappedImage: 'joblayer/debian:bullseye',
  archives: (env) => [
    ...(env['JOBLAYER_DEBIAN11_MIRROR'] ? [env['JOBLAYER_DEBIAN11_MIRROR']] : hostMirrors()),
    env['JOBLAYER_ARG_DEBIAN_ARCHIVE'] || 'http://archive.debian.org/debian',
  ],
};
