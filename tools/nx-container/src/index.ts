export { ContainerError } from './error.ts';
export type { Problem, ProblemCode } from './problem.ts';
export {
  formatImageReference,
  parseImageReference,
  type ImageReference,
} from './dockerfile/image-reference.ts';
export { findBuilder, type Builder } from './engine/builder.ts';
export { readImageRecord, type ImageRecord } from './image/image-record.ts';
export { containerPackage, type ContainerPackage } from './package.ts';
export { toolDefinitions } from './batch/tool-process.ts';
