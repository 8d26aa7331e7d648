import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scratchBase } from './scratch-base.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'base-'))));
afterEach(() => rmSync(base, { recursive: true }));
const at = (name: string) => join(base, name);

describe('the base of the scratch directories', () => {
  it('is the one that a variable names, even if it cannot be written', () => {
    const env = { JOBLAYER_SCRATCH_DIR: at('absent'), JOBLAYER_DEFAULT_SCRATCH_DIR: base };
    expect(scratchBase(env)).toEqual({ directory: at('absent') });
  });

  it('is the image’s own if that can be written', () => {
    const env = { JOBLAYER_DEFAULT_SCRATCH_DIR: base, TMPDIR: at('tmp') };
    expect(scratchBase(env)).toEqual({ directory: base });
  });

  it('is TMPDIR if the image’s own cannot be written, with the reason', () => {
    mkdirSync(at('tmp'));
    const env = { JOBLAYER_DEFAULT_SCRATCH_DIR: at('absent'), TMPDIR: at('tmp') };
    const because = `${at('absent')} cannot be written (ENOENT), so TMPDIR is taken`;
    expect(scratchBase(env)).toEqual({ directory: at('tmp'), because });
  });

  it('is the working directory if there is no TMPDIR that can be written', () => {
    for (const TMPDIR of [undefined, '', at('absent-too')]) {
      const env = { JOBLAYER_DEFAULT_SCRATCH_DIR: at('absent'), TMPDIR };
      const because = `${at('absent')} cannot be written (ENOENT), so the working directory is taken`;
      expect(scratchBase(env)).toEqual({ directory: process.cwd(), because });
    }
  });

  it('is the system’s temporary directory outside of an image', () => {
    expect(scratchBase({})).toEqual({ directory: tmpdir() });
  });
});
