export { checkFileName } from './file-name.ts';
export {
  asDirectory,
  baseName,
  childOf,
  formatLocation,
  identityOf,
  isDirectoryLocation,
  withEnding,
  withSuffix,
  type FileLocation,
  type HttpsLocation,
  type Location,
  type S3Location,
} from './location.ts';
export { parseLocation } from './parse-location.ts';
export { printableText } from './printable-text.ts';
