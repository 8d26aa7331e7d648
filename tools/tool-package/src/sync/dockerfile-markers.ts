import type { Markers } from './section.ts';

/** Enclose the labels in a package's Dockerfile. */
export const METADATA: Markers = {
  begin: '# metadata (kept by `nx sync`)',
  end: '# end of metadata',
};
/** Enclose the versions before the first FROM, where a builder needs them. */
export const VERSIONS: Markers = {
  begin: '# versions (kept by `nx sync`)',
  end: '# end of versions',
};
