import type { ListedObject, ObjectInfo } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import type { InputDefinition } from '@joblayer/tool-definition';

/** A file or directory that an input names, as it was found. */
export type LocatedItem =
  | {
      readonly type: 'file';
      readonly name: string;
      readonly object: ObjectInfo;
      readonly companions: readonly LocatedCompanion[];
    }
  | {
      readonly type: 'directory';
      readonly name: string;
      readonly location: Location;
      readonly objects: readonly ListedObject[];
    };

/** Found beside a file, or where its own option says. */
export interface LocatedCompanion {
  readonly name: string;
  readonly object: ObjectInfo;
  /** Where the tool looks for it: the file's name and the companion's suffix. */
  readonly stagedName: string;
}

export interface LocatedInput {
  readonly name: string;
  readonly definition: InputDefinition;
  readonly items: readonly LocatedItem[];
}

/** The objects of an item, whatever it is. */
export function objectsOf(item: LocatedItem): readonly ObjectInfo[] {
  if (item.type === 'directory') return item.objects;
  return [item.object, ...item.companions.map(({ object }) => object)];
}
