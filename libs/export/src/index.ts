export { type ExportableTool, versionOf } from './exportable-tool.ts';
export { EXPORT_EXIT_CODES, exportProblem } from './problems.ts';
export { toolFiles } from './tool-files.ts';
export { treeFiles } from './tree/tree-files.ts';
export { trsFiles, type TrsOptions } from './trs/trs-files.ts';
export { writeExport, type WriteOptions, type WrittenExport } from './write/write-export.ts';
