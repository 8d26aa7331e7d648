import { recordEnd } from './bam-records.ts';
import { filterBam, type Records } from './filter-bam.ts';
import type { Sink, Source } from './pipes.ts';
import { asOriginal, TAG_BYTES } from './single-read.ts';

/** Restores the fields of orphans, and keeps the duplicate flag of samtools markdup. */
export const restoreOrphans = (source: Source, sink: Sink): void =>
  filterBam(source, sink, restore);

const restore: Records = (bytes, start, _, sink) => {
  let found = bytes.indexOf(TAG_BYTES, start);
  let written = start;
  let at = start;
  for (let end = recordEnd(bytes, at); end !== undefined; end = recordEnd(bytes, at)) {
    if (found !== -1 && found < end) {
      sink(bytes.subarray(written, at));
      sink(asOriginal(bytes.subarray(at, end)));
      written = end;
      found = bytes.indexOf(TAG_BYTES, end);
    }
    at = end;
  }
  if (at > written) sink(bytes.subarray(written, at));
  return at;
};
