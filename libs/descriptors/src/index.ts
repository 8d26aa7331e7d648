export type { CaseLayout } from './case/case-files.ts';
export { type CaseFormat, exportCase } from './case/index.ts';
export { type ExportOptions, exportTool, formatOf } from './export.ts';
export type { ExportedFile } from './exported-file.ts';
export { type Format, formatNames, type FormatOptions } from './formats.ts';
export { descriptorProblem, EXIT_CODES } from './problems.ts';
export { runLines } from './run-line.ts';
export { type FileFormat, fileFormatOf } from './step/file-formats.ts';
export type { StepCase } from './step/step-case.ts';
