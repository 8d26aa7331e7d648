import type { ObjectInfo } from '@joblayer/object-store';
import { formatLocation } from '@joblayer/object-store/location';
import type { EventSink } from '../job/events.ts';

/** Warns of objects whose size only was compared: damage before or in storage would not show. */
export function warnOfSizeOnly([first, ...others]: readonly ObjectInfo[], emit: EventSink): void {
  if (!first) return;
  const which =
    formatLocation(first.location) + (others.length > 0 ? ` and ${others.length} more` : '');
  const message = `${which} came with no checksum that could be compared (an ETag need not be one): only the size could be checked`;
  emit({ type: 'warning', message });
}
