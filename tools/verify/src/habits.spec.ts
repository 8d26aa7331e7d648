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

describe('a container that this workspace starts', () => {
  const files = globSync('{libs,tools,packages}/*/{src,test}/**/*.ts', { cwd: ROOT }).filter(
    (file) => !file.endsWith('habits.spec.ts'),
  );
  /** The code from each call of Docker with this subcommand to the end of its line. */
  const calls = (subcommand: string) =>
    files.flatMap((file) => {
      const pattern = new RegExp(String.raw`(?<=[[(])(?:'docker', )?'${subcommand}', '-.*`, 'g');
      return (read(file).match(pattern) ?? []).map((call) => ({ file, call }));
    });

  // The images declare volumes, and the engine makes a volume for each of them.
  it('is removed with its volumes by hand', () => {
    const removed = calls('rm').filter(({ call }) => !call.includes("'-rf'"));
    expect(removed.length).toBeGreaterThan(5);
    expect(removed.filter(({ call }) => !call.includes("'--volumes'"))).toEqual([]);
  });

  it('is removed by the engine at its end, unless it is a server', () => {
    const run = calls('run').filter(({ call }) => !call.includes("'--detach'"));
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter(({ call }) => !call.includes("'--rm'"))).toEqual([]);
  });
});
