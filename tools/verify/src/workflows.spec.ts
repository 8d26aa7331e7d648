import { workspaceRoot } from '@joblayer/local-cloud';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const workflows = globSync('.github/workflows/*.{yml,yaml}', { cwd: workspaceRoot }).map(
  (file) => ({ file, text: readFileSync(path.join(workspaceRoot, file), 'utf8') }),
);
const usesIn = (text: string): string[] =>
  [...text.matchAll(/\buses:\s*(?<action>.+)$/gm)].map((match) => match.groups?.['action'] ?? '');

it('the workspace has the workflows that check, test engines, and publish images and the catalogue', () => {
  expect(workflows.map(({ file }) => path.basename(file)).sort()).toEqual([
    'catalogue.yml',
    'ci.yml',
    'nightly.yml',
    'publish.yml',
  ]);
});

// actionlint, in the lint stage, checks the rest: syntax, expressions, names of permissions and
// inputs of actions.
describe.each(workflows)('the workflow $file', ({ text }) => {
  it('pins each action by its commit, with its version in a comment', () => {
    const actions = usesIn(text);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions)
      expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('gives all of its jobs only permissions to read', () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n {2}contents: read\n)/m);
  });

  it('holds no static AWS key', () => {
    expect(text).not.toMatch(/secrets\.|aws-access-key-id|aws-secret-access-key/i);
  });

  it('leaves no token in the checkout', () => {
    const checkouts = usesIn(text).filter((action) => action.startsWith('actions/checkout@'));
    const withoutToken = text.match(/persist-credentials: false/g) ?? [];
    expect(withoutToken).toHaveLength(checkouts.length);
  });
});
