import { parseToolManifest } from '@joblayer/tool-manifest';
import { containerPackage, expectLicenses } from './package.ts';
import { manifestText } from './testing/workspace.ts';

const pkg = containerPackage('/w', 'packages/tool');
const manifest = (own: string, other: string) => {
  const parsed = parseToolManifest(manifestText('tool'), 'manifest.json');
  const also = { name: 'other', version: '1', license: other };
  return { ...parsed, software: { ...parsed.software, license: own }, alsoContains: [also] };
};

describe('an image for docker-push', () => {
  it('is accepted if the licences of all its software are stated', () => {
    expect(() => expectLicenses(manifest('MIT', 'GPL-3.0-only'), pkg)).not.toThrow();
  });

  it.each([
    ['LicenseRef-TODO', 'MIT', /the licence of \S+ is not stated/],
    ['MIT', 'LicenseRef-TODO', /the licence of other is not stated/],
  ])('is refused if one is a placeholder: %s, %s', (own, other, message) => {
    const check = () => expectLicenses(manifest(own, other), pkg);
    expect(check).toThrow(message);
    expect(check).toThrow(/^packages\/tool\/manifest\.json: /);
  });
});
