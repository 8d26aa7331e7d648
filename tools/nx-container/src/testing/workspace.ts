import { mkdtempSync, realpathSync } from 'node:fs';
import { chmod, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A separate workspace in the temporary directory. */
export interface TestWorkspace {
  readonly root: string;
  write(file: string, text: string, mode?: number): Promise<void>;
  touch(file: string, time: Date): Promise<void>;
  delete(file: string): Promise<void>;
  remove(): Promise<void>;
}

export async function testWorkspace(
  files: Readonly<Record<string, string>> = {},
): Promise<TestWorkspace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'joblayer-test-')));
  const workspace: TestWorkspace = {
    root,
    async write(file, text, mode = 0o644) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
      await chmod(join(root, file), mode);
    },
    touch: (file, time) => utimes(join(root, file), time, time),
    delete: (file) => rm(join(root, file)),
    remove: () => rm(root, { recursive: true, force: true }),
  };
  for (const [file, text] of Object.entries(files)) await workspace.write(file, text);
  return workspace;
}

/** The text of a valid tool manifest. */
export function manifestText(name: string, changes: object = {}): string {
  return JSON.stringify({
    name,
    baseImage: 'debian',
    software: {
      name: 'samtools',
      version: '1.21',
      license: 'MIT',
      description: 'Statistics of the reads in a file',
      website: 'https://example.org/',
      documentation: 'https://example.org/manual',
    },
    tags: ['Test'],
    ...changes,
  });
}
