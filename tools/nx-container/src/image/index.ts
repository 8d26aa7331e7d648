export { builtImage, recordedImage } from './built-image.ts';
export { contentTag } from './content-hash.ts';
export { readImageRecord, type ImageRecord } from './image-record.ts';
export { jsonFile } from './json-file.ts';
export { imageProblem } from './problems.ts';
export { testPackage } from './test-image.ts';
