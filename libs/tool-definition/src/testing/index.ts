export { fixtureManifest, fixtureTool } from './fixture-tool.ts';
export { pairedTool } from './paired-tool.ts';
