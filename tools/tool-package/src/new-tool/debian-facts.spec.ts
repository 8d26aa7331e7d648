import { parseDeb822 } from './deb822.ts';
import { factsOf } from './debian-facts.ts';
import { spdxOf } from './debian-license.ts';

const paragraphs = (version: string, license = 'Expat') =>
  parseDeb822(`Package: seqtk
Version: ${version}
Description-en: Fast tool for sequences
 It supports trimming.
 .
 And more.
Homepage: https://github.com/lh3/seqtk


Programs: seqtk

Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: 2008 Heng Li
License: ${license}

Files: debian/*
License: GPL-2+
`);

describe('what Debian knows of a package', () => {
  it('becomes the facts of the tool manifest', () => {
    expect(factsOf('seqtk', paragraphs('1.4-2'))).toEqual({
      name: 'seqtk',
      version: '1.4',
      epoch: undefined,
      license: 'MIT',
      description: 'Fast tool for sequences',
      website: 'https://github.com/lh3/seqtk',
      programs: ['seqtk'],
    });
  });

  it.each([
    ['1.4-2', '1.4', undefined],
    ['1.10.2+ds1-1+b1', '1.10.2', undefined],
    ['2:0.39+dfsg-2', '0.39', '2'],
    ['5.2.f+dfsg-1', '5.2.f', undefined],
    ['2.7.11b+dfsg-2', '2.7.11b', undefined],
    ['0.7.18-1', '0.7.18', undefined],
    ['1.21', '1.21', undefined],
  ])('includes the upstream version of %s', (version, upstream, epoch) => {
    expect(factsOf('x', paragraphs(version))).toMatchObject({ version: upstream, epoch });
  });

  it('includes no licence where the copyright file is not in Debian’s copyright format', () => {
    const facts = factsOf('x', parseDeb822('Version: 1.0-1\n\nThis package was made by hand.\n'));
    expect(facts).toMatchObject({ version: '1.0', license: undefined, programs: [] });
  });
});

describe('a licence by its name in Debian', () => {
  it.each([
    ['Expat', 'MIT'],
    ['GPL-3', 'GPL-3.0-only'],
    ['GPL-2+', 'GPL-2.0-or-later'],
    ['LGPL-2.1+', 'LGPL-2.1-or-later'],
    ['BSD-3-clause', 'BSD-3-Clause'],
    ['Expat and GPL-3', 'MIT AND GPL-3.0-only'],
    ['Apache-2.0 or GPL-2+', 'Apache-2.0 OR GPL-2.0-or-later'],
  ])('%s is %s in SPDX', (debian, spdx) => {
    expect(spdxOf(debian)).toBe(spdx);
  });

  it('is undefined where SPDX has no name for it', () => {
    expect(spdxOf('public-domain')).toBeUndefined();
    expect(spdxOf('Expat and custom')).toBeUndefined();
  });
});
