/** One file of an export. */
export interface ExportedFile {
  /** Below the directory of the export, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}
