import type { Markers } from './section.ts';

/** In a package's Dockerfile: the labels. */
export const METADATA: Markers = {
  begin: '# metadata (kept by `nx sync`)',
  end: '# end of metadata',
};
/** The same before the first FROM, where there is a builder that needs them. */
export const VERSIONS: Markers = {
  begin: '# versions (kept by `nx sync`)',
  end: '# end of versions',
};
