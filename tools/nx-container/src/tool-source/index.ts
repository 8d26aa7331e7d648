export { describePackage } from './describe-package.ts';
export { loadTools } from './load-tools.ts';
export { checkArguments, toolDefinitions, toolOf } from './tool-process.ts';
