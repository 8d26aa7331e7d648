import type { ListedObject, ObjectInfo } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import type { InputDescription } from '@joblayer/tool-definition';
import { join } from 'node:path';

/** A file or directory that an input names, as it was found. */
export type LocatedItem =
  | {
      readonly type: 'file';
      readonly name: string;
      /** Its directory among the staged inputs, if another file has the same name. */
      readonly directory?: string | undefined;
      readonly object: ObjectInfo;
      readonly secondaryFiles: readonly LocatedSecondaryFile[];
    }
  | {
      readonly type: 'directory';
      readonly name: string;
      readonly directory?: string | undefined;
      readonly location: Location;
      readonly objects: readonly ListedObject[];
    };

/** A secondary file that was found beside its file, or at the location of its own option. */
export interface LocatedSecondaryFile {
  readonly name: string;
  readonly object: ObjectInfo;
  /** Where the tool looks for it: the file's name and the secondary file's suffix. */
  readonly stagedName: string;
}

export interface LocatedInput {
  readonly name: string;
  readonly definition: InputDescription;
  readonly items: readonly LocatedItem[];
}

/** One object of an input, and how it is staged. */
export interface LocatedFile {
  /** The name of its option: the input's, or the secondary file's. */
  readonly input: string;
  readonly object: ObjectInfo;
  /** The file's name. For a file of a directory, its path in the directory. */
  readonly name: string;
  /** Its path below the directory of staged inputs. */
  readonly stagedPath: string;
}

/** The files of an item: a file and its secondary files, or those of a directory. */
export function filesOf(input: string, item: LocatedItem): readonly LocatedFile[] {
  const path = stagedPathOf(item);
  if (item.type === 'directory') {
    return item.objects.map((object) => {
      const name = object.relativePath;
      return { input, object, name, stagedPath: join(path, name) };
    });
  }
  const beside = item.secondaryFiles.map(({ name, object, stagedName }) => ({
    ...{
      input: name,
      object,
      name: stagedName,
      stagedPath: join(item.directory ?? '', stagedName),
    },
  }));
  const { name, object } = item;
  return [{ input, object, name, stagedPath: path }, ...beside];
}

/** The path of an item below the directory of staged inputs. */
export const stagedPathOf = ({ name, directory = '' }: LocatedItem): string =>
  join(directory, name);

/** The objects of an item, a file or a directory. */
export function objectsOf(item: LocatedItem): readonly ObjectInfo[] {
  if (item.type === 'directory') return item.objects;
  return [item.object, ...item.secondaryFiles.map(({ object }) => object)];
}

export const allObjectsOf = (inputs: readonly LocatedInput[]): readonly ObjectInfo[] =>
  inputs.flatMap(({ items }) => items.flatMap(objectsOf));
