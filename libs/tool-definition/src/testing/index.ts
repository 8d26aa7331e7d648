export { fixtureManifest, fixtureTool } from './fixture-tool.ts';
