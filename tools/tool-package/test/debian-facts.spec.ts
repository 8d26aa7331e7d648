import { jest } from '@jest/globals';
import { problemOf } from '@joblayer/problem/testing';
import { debianFacts } from '../src/new-tool/debian-facts.ts';

jest.setTimeout(120_000);

const BASE = 'joblayer/base:latest';

describe('what Debian knows of a package', () => {
  it('is looked up in the Debian of the base image', async () => {
    expect(await debianFacts('seqtk', BASE)).toMatchObject({
      name: 'seqtk',
      version: expect.stringMatching(/^\d/),
      license: 'MIT',
      programs: ['seqtk'],
    });
  });

  it.each([
    ['that Debian never heard of', 'seqtkk'],
    // apt shows nothing of it then, and succeeds: `awk` is what other packages provide.
    ['under which other packages are asked for, and which none has', 'awk'],
  ])('is nothing for a name %s', async (_, name) => {
    expect(await problemOf(() => debianFacts(name, BASE))).toEqual({
      code: 'debian-package-unknown',
      name,
    });
  });
});
