import type { ToolManifest } from './schema.ts';

/** Stands for a licence that is not known yet. SPDX allows private names that begin with LicenseRef. */
export const PLACEHOLDER_LICENSE = 'LicenseRef-TODO';

/** All software in the image that the command runs, the tool's own first. */
export const softwareIn = ({ software, alsoContains }: ToolManifest) => [software, ...alsoContains];

/** Names and versions of the software, for reports and output manifests. */
export const versionsIn = (manifest: ToolManifest) =>
  softwareIn(manifest).map(({ name, version }) => ({ name, version }));
