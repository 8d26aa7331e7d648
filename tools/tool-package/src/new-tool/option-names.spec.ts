import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseToolOptions } from './options.ts';

const { properties } = JSON.parse(readFileSync(join(import.meta.dirname, 'schema.json'), 'utf8'));
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const flags = Object.keys(properties).filter((name) => name !== 'name');

describe('the options of the generator', () => {
  it.each(flags)('have one name in its help and in its README: --%s', (flag) => {
    expect(flag).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(readme).toContain(`\`--${flag}\``);
  });

  it('are read under these names, and in camel case as programs write them', () => {
    const request = parseToolOptions({ name: 'x', 'debian-package': 'seqtk' });
    expect(request.origin).toEqual({ kind: 'debian', package: 'seqtk' });
    expect(parseToolOptions({ name: 'x', debianPackage: 'seqtk' })).toEqual(request);
  });
});
