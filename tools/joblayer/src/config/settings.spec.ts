import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadSettings } from './settings.ts';
import { settingsText } from './settings-text.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'joblayer-settings-')));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const load = (flags: object = {}, env: object = {}, cwd = 'a/b') => {
  mkdirSync(join(root, cwd), { recursive: true });
  const variables = { XDG_CONFIG_HOME: join(root, 'home'), ...env };
  return loadSettings({ flags: { ...flags }, env: variables, cwd: join(root, cwd) });
};

describe('a setting', () => {
  it('is from the nearest joblayer.json up the tree, with its line', () => {
    write('joblayer.json', '{ "region": "far" }');
    write('a/joblayer.json', '{\n  "queue": "q",\n  "region": "near"\n}\n');
    expect(load().region).toEqual({ value: 'near', from: `${root}/a/joblayer.json:3` });
  });

  it('is from the user’s own file where no nearer one has it', () => {
    write('joblayer.json', '{ "queue": "q" }');
    write('home/joblayer/config.json', '{ "region": "mine", "queue": "other" }');
    const { region, queue } = load();
    expect(region?.from).toBe(`${root}/home/joblayer/config.json:1`);
    expect(queue?.value).toBe('q');
  });

  it('is from a variable rather than a file, and from a flag rather than a variable', () => {
    write('joblayer.json', '{ "region": "file", "queue": "file", "registryPrefix": "file" }');
    const settings = load(
      { region: 'flag' },
      { AWS_REGION: 'variable', JOBLAYER_QUEUE: 'variable' },
    );
    expect(settings).toEqual({
      region: { value: 'flag', from: '--region' },
      queue: { value: 'variable', from: 'JOBLAYER_QUEUE' },
      registryPrefix: { value: 'file', from: `${root}/joblayer.json:1` },
    });
  });

  it('that is a directory is relative to its file, or to the current directory', () => {
    write('joblayer.json', '{ "scratchDir": "s/", "outputDir": "s3://b/out/", "cacheDir": "/c" }');
    const settings = load({}, { JOBLAYER_RECORD_DIR: 'runs' });
    expect(settings.scratchDir?.value).toBe(`${root}/s/`);
    expect(settings.outputDir?.value).toBe('s3://b/out/');
    expect(settings.cacheDir?.value).toBe('/c');
    expect(settings.recordDir?.value).toBe(`${root}/a/b/runs`);
  });

  it('for the registry prefix is the local cloud’s where one is set, else the engine’s own images', () => {
    expect(load().registryPrefix).toEqual({ value: 'joblayer', from: 'default' });
    expect(load({}, { JOBLAYER_REGISTRY: '127.0.0.1:5566' }).registryPrefix).toEqual({
      ...{ value: '127.0.0.1:5566/joblayer', from: 'JOBLAYER_REGISTRY' },
    });
  });

  it('is shown with where it came from, and one that is not set with how to set it', () => {
    const text = settingsText(load({ region: 'eu-central-1' }));
    expect(text).toContain('region          eu-central-1  (--region)');
    expect(text).toContain('queue           (not set; --queue or JOBLAYER_QUEUE)');
  });
});

describe('a configuration file', () => {
  it('may begin with a byte-order mark', () => {
    write('joblayer.json', '\uFEFF{ "region": "eu" }');
    expect(load().region?.value).toBe('eu');
  });

  it.each([
    ['with an unknown name', '{\n"regoin": "eu"\n}', /joblayer\.json:2: "regoin" .* "region"\?/],
    ['with a name like none', '{ "x": "eu" }', /joblayer\.json:1: .*The settings are registryP/],
    ['with a wrong type', '{\n\n"queue": 5 }', /joblayer\.json:3: "queue" must be a text/],
    ['with an empty value', '{ "queue": "" }', /"queue" must be a text that is not empty/],
    ['with a name twice', '{ "queue": "a",\n "queue": "b" }', /joblayer\.json:2: .*stands twice/],
    ['that is cut', '{ "queue": "a"', /joblayer\.json:1: it is not JSON/],
    ['that is a list', '[]', /expected one JSON object/],
    ['that is empty', '', /joblayer\.json:1: it is not JSON/],
  ])('%s is refused, with its line', (_, text, message) => {
    write('joblayer.json', text);
    expect(() => load()).toThrow(message);
  });
});
