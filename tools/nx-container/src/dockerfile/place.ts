/** Where in the workspace something was read; `line` counts from 1. */
export interface Place {
  /** Path from the workspace's root. */
  readonly file: string;
  readonly line: number;
}

/** The start of a message about a place: `packages/x/Dockerfile:3: `. */
export const at = (place: Place | undefined): string =>
  place ? `${place.file}:${place.line}: ` : '';
