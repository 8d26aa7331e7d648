import { removeDirectory, runImage, sharedDirectory } from '@joblayer/verify/testing';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const DATA = path.join(import.meta.dirname, 'data');

/** Enough for snpEff's heap with the small genomes here. */
export const MEMORY = ['--memory-mib', '700'] as const;

/** The image, and a directory with yeast data that the tests of a spec share. */
export class Yeast {
  /** The directory mounted at /t. It exists from `beforeAll` on. */
  host = '';

  /** Writes the data before all tests of the calling spec, and removes them afterwards. */
  static forAllTests(): Yeast {
    const yeast = new Yeast();
    beforeAll(() => yeast.#layOut());
    afterAll(() => removeDirectory(yeast.host));
    return yeast;
  }

  /** The image without any network. */
  readonly snpeff = (...args: string[]) =>
    runImage('snpeff', args, { docker: ['--network', 'none', '-v', `${this.host}:/t`] });

  readonly buildYeast = (...options: string[]) =>
    this.snpeff(
      ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', '/t/yeast.fa'],
      ...[...options, ...MEMORY],
    );

  readonly inHost = (name: string) => readFile(path.join(this.host, name));

  readonly write = (name: string, content: string | Uint8Array) =>
    writeFile(path.join(this.host, name), content);

  async #layOut(): Promise<void> {
    this.host = await sharedDirectory();
    for (const file of await readdir(DATA)) {
      await copyFile(path.join(DATA, file), path.join(this.host, file));
    }
  }
}

export const lastLine = (stderr: string) => stderr.split('\n').at(-1);
