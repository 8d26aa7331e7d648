import { imageTest } from '@joblayer/verify/testing';
import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const DATA = path.join(import.meta.dirname, 'data');

/** Enough for snpEff's heap with the small genomes here. */
export const MEMORY = ['--memory-mib', '700'] as const;

/** The image, and a directory with yeast data that the tests of a spec share. */
export class Yeast {
  readonly #test = imageTest('snpeff', { offline: true });
  /** The directory mounted at /t. */
  readonly host = this.#test.host;
  /** The image without any network. */
  readonly snpeff = this.#test.run;
  readonly bash = this.#test.bash;
  readonly inHost = this.#test.inHost;
  readonly write = this.#test.write;

  /** Writes the data before all tests of the calling spec. */
  static forAllTests(): Yeast {
    const yeast = new Yeast();
    beforeAll(() => yeast.#layOut());
    return yeast;
  }

  readonly buildYeast = (...options: string[]) =>
    this.snpeff(
      ...['snpeff-build', '--annotation', '/t/yeast.gff3', '--reference', '/t/yeast.fa'],
      ...[...options, ...MEMORY],
    );

  async #layOut(): Promise<void> {
    for (const file of await readdir(DATA)) {
      await copyFile(path.join(DATA, file), path.join(this.host, file));
    }
  }
}

export const lastLine = (stderr: string) => stderr.split('\n').at(-1);
