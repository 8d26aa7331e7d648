/** The position of a text in the workspace. `line` counts from 1. */
export interface Position {
  /** The path from the workspace's root. */
  readonly file: string;
  readonly line: number;
}

/** The start of a message about a position: `packages/x/Dockerfile:3: `. */
export const at = (position: Position | undefined): string =>
  position ? `${position.file}:${position.line}: ` : '';
