import { workspaceRoot } from '@joblayer/local-cloud';
import { removeImagesOf, WorkspaceCopy } from '@joblayer/verify/testing';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A step of the text: a file to write, or commands to run. */
type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'commands'; readonly text: string };

const TOOL = 'seqtk-trim';
const SECTION = /^## Add a tool\n(?<section>.*?)^## /ms;
/** A block of code, preceded by its path where it is a file. Both may be indented in a list. */
const BLOCK =
  /(?:^ *`(?<path>packages\/[^`\n]+)`\n\n)?^(?<indent> *)```(?<language>\w+)\n(?<text>.*?)^ *```$/gms;

function stepsOf(markdown: string): Step[] {
  const section = SECTION.exec(markdown)?.groups?.['section'] ?? '';
  return [...section.matchAll(BLOCK)].map(({ groups = {} }) => {
    const { path: file, indent = '', language, text: indented = '' } = groups;
    const text = indented.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    if (file !== undefined) return { kind: 'file', path: file, text };
    expect(language).toBe('sh');
    return { kind: 'commands', text };
  });
}

let copy: WorkspaceCopy;
let steps: readonly Step[];
beforeAll(async () => {
  steps = stepsOf(await readFile(path.join(workspaceRoot, 'CONTRIBUTING.md'), 'utf8'));
  copy = await WorkspaceCopy.create();
});
afterAll(async () => {
  await copy.remove();
  await removeImagesOf(TOOL);
});

describe('a reader who follows CONTRIBUTING', () => {
  it('gets from nothing to a pushed image', async () => {
    const outputs: string[] = [];
    for (const step of steps) {
      if (step.kind === 'file') await copy.write(step.path, step.text);
      else outputs.push(await copy.shell(step.text));
    }
    expect(outputs).toHaveLength(3);
    expect(outputs.at(-1)).toMatch(new RegExp(`/joblayer/${TOOL}@sha256:[0-9a-f]{64}$`, 'm'));
  });

  it('gets a workspace that passes sync:check, prettier, tsc and eslint', async () => {
    await copy.shell(
      `npx nx sync:check
npx prettier --check README.md packages/${TOOL}
npx tsc -p .
npx eslint packages/${TOOL}
npm ls --package-lock-only`,
    );
  });

  it('writes under 100 lines: a definition, a tool manifest and a section of the Dockerfile', async () => {
    const text = (file: string) => readFile(path.join(copy.root, 'packages', TOOL, file), 'utf8');
    const [dockerfile, definition, manifest] = await Promise.all([
      text('Dockerfile'),
      text('src/tool.ts'),
      text('manifest.json'),
    ]);
    const section = /^# system packages\n.*?(?=\n\n)/ms.exec(dockerfile)?.[0] ?? '';
    expect(section).toContain('seqtk');
    const lines = [section, definition, manifest].join('\n').trimEnd().split('\n');
    expect(lines.length).toBeLessThan(100);
  });

  it('gets a Dockerfile that differs from another tool’s only in its system packages', async () => {
    const shape = (dockerfile: string) =>
      dockerfile
        .replace(/^# metadata.*^# end of metadata$/ms, '')
        .replace(/^RUN install-packages .*$/m, '');
    const of = (root: string, name: string) =>
      readFile(path.join(root, 'packages', name, 'Dockerfile'), 'utf8');
    expect(shape(await of(copy.root, TOOL))).toBe(shape(await of(workspaceRoot, 'bwa-mem')));
  });
});
