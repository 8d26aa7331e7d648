import type { Location } from '../location/location.ts';
import type { ListedObject, ObjectInfo } from '../stores/object-store.ts';
import type { InputDefinition } from '../tool/definition.ts';

/** A file or directory that an input names, as it was found. */
export type LocatedItem =
  | { readonly type: 'file'; readonly name: string; readonly object: ObjectInfo }
  | {
      readonly type: 'directory';
      readonly name: string;
      readonly location: Location;
      readonly objects: readonly ListedObject[];
    };

export interface LocatedInput {
  readonly name: string;
  readonly definition: InputDefinition;
  readonly items: readonly LocatedItem[];
}

/** The objects of an item, whatever it is. */
export function objectsOf(item: LocatedItem): readonly ObjectInfo[] {
  return item.type === 'file' ? [item.object] : item.objects;
}
