/** Where in the workspace something was read; `line` counts from 1. */
export interface Position {
  /** Path from the workspace's root. */
  readonly file: string;
  readonly line: number;
}

/** The start of a message about a place: `packages/x/Dockerfile:3: `. */
export const at = (position: Position | undefined): string =>
  position ? `${position.file}:${position.line}: ` : '';
