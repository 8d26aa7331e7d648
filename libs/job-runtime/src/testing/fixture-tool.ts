export { fixtureManifest, fixtureTool } from '@joblayer/tool-definition/testing';
