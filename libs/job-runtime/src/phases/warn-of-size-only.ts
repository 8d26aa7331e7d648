import type { EventSink } from '../events.ts';
import { formatLocation } from '../location/location.ts';
import type { ObjectInfo } from '../stores/object-store.ts';

/** What was damaged before it was stored, or in storage, would not show. */
export function warnOfSizeOnly([first, ...others]: readonly ObjectInfo[], emit: EventSink): void {
  if (!first) return;
  const which =
    formatLocation(first.location) + (others.length > 0 ? ` and ${others.length} more` : '');
  const message = `nothing but the size of ${which} could be checked: the store keeps no checksum of it that matches any bytes it sends (an ETag need not be an MD5)`;
  emit({ type: 'warning', message });
}
