import { identityOf, isDirectoryLocation, type Location } from '@joblayer/object-store/location';
import { secondaryFilesBeside } from '@joblayer/tool-definition';
import type { SheetInput, SheetJob } from '../plan/sheet-job.ts';

/** One thing that jobs need, and where it is looked for. */
export interface Wanted {
  /** The same for jobs that need the same thing. */
  readonly key: string;
  readonly flag: string;
  readonly kind: 'file' | 'directory' | 'either' | 'beside';
  /** The file or directory; for `beside`, the file that the wanted one belongs to. */
  readonly location: Location;
  /** For `beside`: where it may be. One of them must exist. */
  readonly places: readonly Location[];
}

export interface WantedBy {
  readonly column: string | undefined;
  readonly line: number;
}

/** What a job needs, with the cell that names it. Secondary files that it can do without are left out. */
export function wantedOf(job: SheetJob): readonly (Wanted & WantedBy)[] {
  return job.inputs.flatMap((input) => [fileOrDirectory(input), ...secondaryFilesOf(input)]);
}

function fileOrDirectory({ flag, column, line, location, definition }: SheetInput) {
  const kind = isDirectoryLocation(location)
    ? 'directory'
    : definition.kind === 'file-or-directory' && location.scheme !== 'https'
      ? 'either'
      : 'file';
  const key = `${kind} ${flag} ${identityOf(location)}`;
  return { key, flag, column, line, location, kind, places: [] } as const;
}

function secondaryFilesOf(input: SheetInput): readonly (Wanted & WantedBy)[] {
  const { line, definition, secondaryFiles } = input;
  if (isDirectoryLocation(input.location)) return [];
  return secondaryFiles.flatMap((each): (Wanted & WantedBy)[] => {
    const { flag } = each;
    if (each.location) {
      const { column, location } = each;
      const key = `file ${flag} ${identityOf(location)}`;
      return [{ key, flag, column, line, location, kind: 'file', places: [] }];
    }
    if (!each.definition.required) return [];
    const { column, location } = input;
    const beside = secondaryFilesBeside(location, definition.suffixes ?? [], each.definition);
    const key = `beside ${flag} ${identityOf(location)}`;
    const places = beside.map((place) => place.location);
    return [{ key, flag, column, line, location, kind: 'beside', places }];
  });
}
