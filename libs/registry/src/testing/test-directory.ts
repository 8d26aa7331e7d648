import { mkdtempSync, realpathSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A directory of its own for a test. */
export interface TestDirectory {
  readonly root: string;
  write(file: string, text: string, mode?: number): Promise<void>;
  remove(): Promise<void>;
}

export async function testDirectory(
  files: Readonly<Record<string, string>> = {},
): Promise<TestDirectory> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'joblayer-test-')));
  const directory: TestDirectory = {
    root,
    async write(file, text, mode = 0o644) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
      await chmod(join(root, file), mode);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
  for (const [file, text] of Object.entries(files)) await directory.write(file, text);
  return directory;
}
