import { describeTool, type ToolDescription } from '@joblayer/tool-definition';
import { fixtureManifest, fixtureTool } from '@joblayer/tool-definition/testing';
import type { ExportableTool } from '../exportable-tool.ts';

/** Two definitions of one image. */
const description = JSON.parse(
  JSON.stringify(
    describeTool([fixtureTool(), { ...fixtureTool(), name: 'other' }], fixtureManifest),
  ),
) as ToolDescription;

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** A tool whose image is in a registry. */
export const fixture: ExportableTool = {
  ...{ name: 'fixture', description, isLocalImage: false },
  image: `registry.example.org/joblayer/fixture@${DIGEST}`,
};

/** The same in another version. */
export const newer: ExportableTool = {
  ...fixture,
  description: { ...description, toolManifest: { ...description.toolManifest, revision: 1 } },
};

/** The same, of which only the engine of this machine has an image. */
export const local: ExportableTool = {
  ...fixture,
  ...{ image: 'joblayer/fixture:src-0123', isLocalImage: true },
};
