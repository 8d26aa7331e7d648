import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hostMirrors } from './host-mirrors.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'apt-'));
  mkdirSync(path.join(directory, 'sources.list.d'));
});
afterEach(() => rmSync(directory, { recursive: true }));
const write = (name: string, ...lines: string[]) =>
  writeFileSync(path.join(directory, name), `${lines.join('\n')}\n`);

it('the mirrors of a host come from the lines and stanzas of its sources, each once', () => {
  write(
    'sources.list',
    '# deb http://old.example/debian trixie main',
    'deb [arch=amd64 signed-by=/k.gpg] http://site.example/debian trixie main',
    'deb-src http://site.example/source trixie main',
  );
  write(
    'sources.list.d/debian.sources',
    ...['Types: deb', 'URIs: http://site.example/debian https://second.example/debian'],
    ...['Suites: trixie trixie-updates', 'Components: main', ''],
    ...['Types: deb', 'Enabled: no', 'URIs: http://off.example/debian', 'Suites: trixie'],
  );
  expect(hostMirrors(directory)).toEqual([
    'http://site.example/debian',
    'https://second.example/debian',
  ]);
});

it('a mirror with security updates only is left out, and so is a source without an address', () => {
  write(
    'sources.list',
    'deb http://security.example/debian-security trixie-security main',
    'deb cdrom:[Debian]/ trixie main',
  );
  write(
    'sources.list.d/a.sources',
    ...['Types: deb', 'URIs: http://security.example/debian-security'],
    'Suites: trixie-security',
  );
  expect(hostMirrors(directory)).toEqual([]);
});

it('a host without apt has no mirrors', () => {
  expect(hostMirrors(path.join(directory, 'none'))).toEqual([]);
});
