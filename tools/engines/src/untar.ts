import { run } from '@joblayer/subprocess';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFiles, type Files } from './files.ts';

/** The files in a tar archive. */
export async function untar(archive: string): Promise<Files> {
  const directory = await mkdtemp(path.join(tmpdir(), 'joblayer-untar-'));
  try {
    await run(['tar', '--extract', '--file', archive, '-C', directory]);
    return readFiles(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
