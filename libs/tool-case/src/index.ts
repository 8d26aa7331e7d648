export { compareFiles, type Comparison } from './compare.ts';
export { decode, decompress, type Decoded } from './decode.ts';
export { parseCase } from './parse-case.ts';
export { caseSchema, type CaseDifference, type ToolCase } from './schema.ts';
