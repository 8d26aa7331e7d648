import type { ExportableTool } from '../exportable-tool.ts';

/** What was made of one definition in one format. */
export interface IndexEntry {
  readonly tool: ExportableTool;
  readonly definition: string;
  readonly summary: string;
  readonly format: string;
  /** Below the root of the tree. */
  readonly paths: readonly string[];
}
