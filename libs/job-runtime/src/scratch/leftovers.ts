import type { IntendedUpload, MarkedObject, UnfinishedUpload } from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { join } from 'node:path';
import { JOURNAL_FILE, readJournal } from './journal-file.ts';
import { apply, parseLine, type Line, type OpenLines } from './journal-lines.ts';

/** Outputs that were about to become visible, and the output manifest that would have followed them. */
export interface Publication {
  readonly attempt: string;
  readonly outputManifest: Location;
  readonly objects: readonly MarkedObject[];
}

/** The things that a killed job may have left outside its scratch directory. */
export interface Leftovers {
  readonly uploads: readonly UnfinishedUpload[];
  readonly intendedUploads: readonly IntendedUpload[];
  /** Files beside local outputs that were still being written. */
  readonly files: readonly string[];
  /** Marks in directories of local outputs that were about to become visible. */
  readonly marks: readonly string[];
  readonly publications: readonly Publication[];
  /**
   * Dead attempts under whose names leases may be left: earlier sweeps that were killed as well, and holders that fell
   * silent and were passed over.
   */
  readonly sweepers: readonly string[];
}

/** What a job began and did not end. Ignores lines that were cut short, or are not the runtime's. */
export function leftovers(scratchRoot: string): Leftovers {
  const open = new Map<string, Line>();
  for (const text of readJournal(join(scratchRoot, JOURNAL_FILE)).split('\n')) {
    const line = parseLine(text);
    if (line) apply(open, line);
  }
  return leftoversOf(open);
}

/** The locations of leftovers, for messages. */
export const locationsOf = ({
  uploads,
  intendedUploads,
  files,
  marks,
  publications,
}: Leftovers): readonly string[] => [
  ...[...uploads, ...intendedUploads].map(({ bucket, key }) => `s3://${bucket}/${key}`),
  ...files,
  ...marks,
  ...publications.map(({ outputManifest }) => formatLocation(outputManifest)),
];

/** The leftovers that a journal's lines without an end describe. */
export function leftoversOf(open: OpenLines): Leftovers {
  const of = <T extends Line['type']>(type: T) =>
    [...open.values()].filter((line): line is Line & { type: T } => line.type === type);
  return {
    uploads: of('upload-started').map(({ bucket, key, uploadId }) => ({ bucket, key, uploadId })),
    intendedUploads: of('upload-intended').map(({ bucket, key, atMs }) => ({ bucket, key, atMs })),
    files: of('file-begun').map(({ path }) => path),
    marks: of('mark-begun').map(({ path }) => path),
    publications: of('publishing').map(({ attempt, outputManifest, objects }) => ({
      ...{ attempt, outputManifest, objects },
    })),
    sweepers: [
      ...of('taking-back').map(({ claimant }) => claimant),
      ...of('passed-over').map(({ attempt }) => attempt),
    ],
  };
}
