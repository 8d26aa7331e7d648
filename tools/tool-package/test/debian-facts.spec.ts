import { jest } from '@jest/globals';
import { problemOf } from '@joblayer/problem/testing';
import { debianFacts } from '../src/new-tool/debian-facts.ts';

jest.setTimeout(120_000);

const BASE = 'joblayer/base:latest';

describe('what Debian knows of a package', () => {
  it('comes from the Debian of the base image', async () => {
    expect(await debianFacts('seqtk', BASE)).toMatchObject({
      name: 'seqtk',
      version: expect.stringMatching(/^\d/),
      license: 'MIT',
      programs: ['seqtk'],
    });
  });

  it.each([
    ['that Debian does not have', 'seqtkk'],
    // apt then shows nothing and succeeds. `awk` is a name that other packages provide.
    ['that other packages provide, and that no package has', 'awk'],
  ])('is refused for a name %s', async (_, name) => {
    expect(await problemOf(() => debianFacts(name, BASE))).toEqual({
      code: 'debian-package-unknown',
      name,
    });
  });
});
