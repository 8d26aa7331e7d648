import { writeMark } from '@joblayer/object-store';
import {
  isDirectoryLocation,
  type FileLocation,
  type Location,
} from '@joblayer/object-store/location';
import { lstat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { ioError } from '../job/errors.ts';
import type { JobContext } from '../job/job.ts';
import type { JobJournal } from '../scratch/job-journal.ts';
import type { OutputFile } from './output-files.ts';

/** The facts that a publication's mark names. */
export interface MarkedPublication {
  readonly attempt: string;
  readonly outputManifest: Location;
}

/**
 * Marks the directories of local outputs before outputs become visible in them. A local file cannot carry a mark as an
 * object in S3 does. A rollback removes a local file only if its directory has the mark. Whoever can write that mark
 * can remove the files in the directory too, so a forged journal gains nothing.
 */
export class PublishingMarks {
  readonly #publication: MarkedPublication;
  readonly #journal: JobJournal;
  readonly #job: JobContext;
  readonly #written: FileLocation[] = [];

  constructor(publication: MarkedPublication, journal: JobJournal, job: JobContext) {
    this.#publication = publication;
    this.#journal = journal;
    this.#job = job;
  }

  /** @throws JobError if a mark cannot be written */
  async write(files: readonly OutputFile[]): Promise<void> {
    for (const directory of new Set(files.flatMap(directoryOf))) {
      const mark = markIn(directory, this.#publication);
      this.#journal.markBegun(mark.path);
      this.#written.push(mark);
      await writeFile(mark.path, '', { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
        throw ioError(error, mark);
      });
    }
  }

  /** Removes the marks, and the directories that were made for outputs if nothing else is in them. */
  async remove(): Promise<void> {
    for (const mark of this.#written.splice(0)) {
      await (await this.#job.storeFor(mark)).remove(mark);
      this.#journal.markEnded(mark.path);
    }
  }
}

const MARK_NAME = /^\.joblayer-[0-9a-f-]+\.[0-9a-f]{32}\.publishing$/;

/** Removes a mark that a killed job left. A path that the runtime cannot have written is ignored: it may be forged. */
export async function removeMark(path: string): Promise<void> {
  if (!isAbsolute(path) || normalize(path) !== path || !MARK_NAME.test(basename(path))) return;
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTDIR'].includes(error.code ?? '')) throw error;
  });
}

/** Whether the attempt marked a directory, or one above it. */
export async function isMarked(lowest: string, publication: MarkedPublication): Promise<boolean> {
  for (let directory = lowest; ; directory = dirname(directory)) {
    const found = await lstat(markIn(directory, publication).path).catch(() => undefined);
    if (found?.isFile()) return true;
    if (directory === dirname(directory)) return false;
  }
}

const directoryOf = ({ output: { location } }: OutputFile): string[] => {
  if (location.scheme !== 'file') return [];
  return [
    isDirectoryLocation(location) ? location.path.replace(/\/+$/, '') : dirname(location.path),
  ];
};

function markIn(directory: string, { attempt, outputManifest }: MarkedPublication): FileLocation {
  const bound = writeMark(attempt, outputManifest, { scheme: 'file', path: `${directory}/` });
  return { scheme: 'file', path: join(directory, `.joblayer-${bound}.publishing`) };
}
