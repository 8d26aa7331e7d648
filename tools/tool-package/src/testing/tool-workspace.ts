import { type NxWorkspace, nxWorkspace } from '@joblayer/nx-container/testing';

/** A workspace with both plugins and the sync generator, in which Nx itself can run. */
export const toolWorkspace = (
  repositoryPrefix: string,
  files: Readonly<Record<string, string>>,
): Promise<NxWorkspace> =>
  nxWorkspace(
    repositoryPrefix,
    files,
    {},
    {
      plugins: ['@joblayer/tool-package/plugin'],
      syncGenerators: ['@joblayer/tool-package:sync'],
    },
  );
