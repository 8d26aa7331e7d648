import type { SourceOrigin } from './options.ts';

/** The directory with the files that ship, laid out as below the image's root. */
const INSTALLED = '/installed';
const PREFIX = '/usr/local';

/** The lines of the RUN that builds a source and installs it below `/installed`. */
export function buildCommands({ buildSystem, install }: SourceOrigin): string[] {
  const [make, makeInstall] = {
    make: [
      [`if [ -x configure ]; then ./configure --prefix=${PREFIX}; fi`, 'make -j"$(nproc)"'],
      `make install DESTDIR=${INSTALLED} prefix=${PREFIX} PREFIX=${PREFIX}`,
    ],
    cmake: [
      [
        `cmake -B build -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=${PREFIX}`,
        'cmake --build build --parallel "$(nproc)"',
      ],
      `DESTDIR=${INSTALLED} cmake --install build`,
    ],
  }[buildSystem] as [string[], string];
  const files = install.map((file) => `"${file}"`).join(' ');
  const installing =
    install.length === 0 ? makeInstall : `install -D -t ${INSTALLED}${PREFIX}/bin ${files}`;
  return [...make, installing];
}

/**
 * Debian packages that download, unpack and build a source, and the source's own build packages.
 */
export function buildPackagesOf({ buildSystem, buildPackages }: SourceOrigin): string[] {
  const tools = ['bzip2', 'curl', 'g++', 'make', 'xz-utils'];
  return [
    ...new Set([...tools, ...(buildSystem === 'cmake' ? ['cmake'] : []), ...buildPackages]),
  ].toSorted();
}
