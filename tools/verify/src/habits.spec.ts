import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from 'prettier';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe.each(globSync('{libs,tools,packages}/*', { cwd: ROOT }))('%s', (folder) => {
  it('has a README that begins with a title', () => {
    const [title] = read(`${folder}/README.md`).split('\n');
    expect(title).toMatch(/^# \S/);
  });
});

describe('.editorconfig', () => {
  it('sets only what prettier keeps', async () => {
    const file = join(ROOT, 'tools/verify/src/verify.ts');
    const alone = await resolveConfig(file, { useCache: false });
    const both = await resolveConfig(file, { useCache: false, editorconfig: true });
    expect(both).toMatchObject({ ...alone, useTabs: false, tabWidth: 2, endOfLine: 'lf' });
  });
});

describe('Dependabot', () => {
  it('checks for new actions, npm packages and base images', () => {
    const ecosystems = [...read('.github/dependabot.yml').matchAll(/package-ecosystem: (.+)/g)];
    expect(ecosystems.map(([, name]) => name)).toEqual(['github-actions', 'npm', 'docker']);
  });

  it('checks every folder with the Dockerfile of a shipped image or a development container', () => {
    const folders = [...read('.github/dependabot.yml').matchAll(/^ {6}- \/(.+)$/gm)];
    const covered = folders.flatMap(([, folder]) =>
      globSync(`${folder}/Dockerfile`, { cwd: ROOT }),
    );
    const wanted = globSync('{.devcontainer,packages/*,tools/*/images/*}/Dockerfile', {
      cwd: ROOT,
    });
    expect(covered.toSorted()).toEqual(wanted.toSorted());
  });
});
