import type {
  MarkedObject,
  IntendedUpload,
  StoreJournal,
  UnfinishedUpload,
} from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { ioError } from '../job/errors.ts';
import { appendToJournal, readJournal } from './journal-file.ts';

export const JOURNAL_FILE = 'journal.jsonl';

const LOCATION = z.discriminatedUnion('scheme', [
  z.object({ scheme: z.literal('s3'), bucket: z.string(), key: z.string() }),
  z.object({ scheme: z.literal('file'), path: z.string() }),
]);
const OBJECT = z.object({ location: LOCATION, mark: z.string() });
const PUBLICATION = z.object({
  attempt: z.string(),
  outputManifest: LOCATION,
  objects: z.array(OBJECT),
});
const LINE = z.discriminatedUnion('type', [
  z.object({
    ...{ type: z.literal('upload-intended'), id: z.string() },
    ...{ bucket: z.string(), key: z.string(), atMs: z.number() },
  }),
  z.object({
    ...{ type: z.literal('upload-started'), intention: z.string() },
    ...{ bucket: z.string(), key: z.string(), uploadId: z.string() },
  }),
  z.object({ type: z.literal('file-begun'), path: z.string() }),
  z.object({ type: z.literal('mark-begun'), path: z.string() }),
  z.object({ type: z.literal('publishing'), ...PUBLICATION.shape }),
  z.object({ type: z.literal('taking-back'), claimant: z.string() }),
  z.object({ type: z.literal('passed-over'), attempt: z.string() }),
  z.object({ type: z.literal('ended'), id: z.string() }),
]);
type Line = z.output<typeof LINE>;

/** Outputs that were about to become visible, under an output manifest that was to be written after them. */
export interface Publication {
  readonly attempt: string;
  readonly outputManifest: Location;
  readonly objects: readonly MarkedObject[];
}

/** What a killed job may have left outside its scratch directory. */
export interface Leftovers {
  readonly uploads: readonly UnfinishedUpload[];
  readonly intendedUploads: readonly IntendedUpload[];
  /** Files beside local outputs that were still being written. */
  readonly files: readonly string[];
  /** Marks in directories of local outputs that were about to become visible. */
  readonly marks: readonly string[];
  readonly publications: readonly Publication[];
  /**
   * Under these names the dead may have left claims to publish: earlier sweeps, which were killed themselves, and
   * holders that fell silent and were passed over.
   */
  readonly claimants: readonly string[];
}

/**
 * What a job does outside its scratch directory, written into it before it is done and when it is over. When the
 * job is killed, whoever sweeps that directory reads there what to take back. Each line is one write, so it outlives
 * the process as soon as a call returns; what comes before the scratch directory is kept and written when it is there.
 */
export class JobJournal implements StoreJournal {
  readonly #append: typeof appendToJournal;
  #path: string | undefined;
  #unwritten = '';
  readonly #open = new Map<string, Line>();

  /** @param append writes the text at a file's end, or throws what the operating system says */
  constructor(append = appendToJournal) {
    this.#append = append;
  }

  /** @throws JobError `disk-full`, `local-io` */
  openIn(scratchRoot: string): void {
    this.#path = join(scratchRoot, JOURNAL_FILE);
    this.#write('');
  }

  /** @throws JobError `disk-full`, `local-io` */
  uploadIntended(upload: IntendedUpload): string {
    return this.#begin((id) => ({ type: 'upload-intended', id, ...upload }));
  }

  /** @throws JobError `disk-full`, `local-io`: then it is for the caller to abort the upload */
  uploadStarted(intention: string, { bucket, key, uploadId }: UnfinishedUpload): void {
    this.#add({ type: 'upload-started', intention, bucket, key, uploadId });
  }

  uploadEnded(id: string): void {
    this.#end(id);
  }

  /** @throws JobError `disk-full`, `local-io` */
  fileBegun(path: string): void {
    this.#add({ type: 'file-begun', path });
  }

  fileEnded(path: string): void {
    this.#end(path);
  }

  /**
   * Called before a directory of local outputs gets a mark.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  markBegun(path: string): void {
    this.#add({ type: 'mark-begun', path });
  }

  markEnded(path: string): void {
    this.#end(path);
  }

  /**
   * Called before the first of a set's objects becomes visible. Where it does not end, the output manifest tells
   * whether the set is complete.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  publishing({ attempt, outputManifest, objects }: Publication): void {
    const line = { attempt, outputManifest, objects: [...objects] };
    this.#add({ type: 'publishing', ...PUBLICATION.parse(line) });
  }

  /** Called when nothing but a complete set, or nothing at all, is left of it, and no claim. */
  publicationEnded(attempt: string): void {
    this.#end(attempt);
  }

  /** What this job has begun and not ended. */
  get leftovers(): Leftovers {
    return leftoversOf(this.#open);
  }

  /** Called by a sweep, in the journal of the dead, before it claims a place under this name. */
  takingBack(claimant: string): void {
    this.#add({ type: 'taking-back', claimant });
  }

  /**
   * Called before the claim is taken that is named after an attempt which fell silent: without that name, nobody
   * would find it.
   *
   * @throws JobError `disk-full`, `local-io`
   */
  passedOver(attempt: string): void {
    this.#add({ type: 'passed-over', attempt });
  }

  #begin(line: (id: string) => Line): string {
    const id = randomUUID();
    this.#add(line(id));
    return id;
  }

  /** Never fails: to take back once more what is gone does no harm. */
  #end(id: string): void {
    const line = { type: 'ended', id } as const;
    apply(this.#open, line);
    try {
      this.#add(line);
    } catch {
      // What is not recorded as ended is taken back once more by the sweep, if it comes to one.
    }
  }

  #add(line: Line): void {
    this.#write(`${JSON.stringify(line)}\n`);
    apply(this.#open, line);
  }

  #write(text: string): void {
    this.#unwritten += text;
    if (this.#path === undefined) return;
    try {
      this.#append(this.#path, this.#unwritten);
      this.#unwritten = '';
    } catch (error) {
      // The part of a line that fitted ends here, so that the next one is whole.
      this.#unwritten = '\n';
      throw ioError(error, { scheme: 'file', path: this.#path });
    }
  }
}

/** What a job began and did not end. A line cut short by its death, or not ours, is passed over. */
export function leftovers(scratchRoot: string): Leftovers {
  const open = new Map<string, Line>();
  for (const text of readJournal(join(scratchRoot, JOURNAL_FILE)).split('\n')) {
    const line = parseLine(text);
    if (line) apply(open, line);
  }
  return leftoversOf(open);
}

/** Where something is left, for people. */
export const placesOf = ({
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

/** Follows a line in what is open, by the name under which it ends. */
function apply(open: Map<string, Line>, line: Line): void {
  switch (line.type) {
    case 'ended':
      open.delete(line.id);
      break;
    case 'upload-intended':
      open.set(line.id, line);
      break;
    case 'upload-started':
      open.delete(line.intention);
      open.set(line.uploadId, line);
      break;
    case 'file-begun':
    case 'mark-begun':
      open.set(line.path, line);
      break;
    case 'publishing':
      open.set(line.attempt, line);
      break;
    case 'taking-back':
      open.set(line.claimant, line);
      break;
    case 'passed-over':
      open.set(`${line.type} ${line.attempt}`, line);
  }
}

function leftoversOf(open: ReadonlyMap<string, Line>): Leftovers {
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
    claimants: [
      ...of('taking-back').map(({ claimant }) => claimant),
      ...of('passed-over').map(({ attempt }) => attempt),
    ],
  };
}

function parseLine(text: string): Line | undefined {
  try {
    return LINE.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
