import { workspaceRoot } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A copy of this workspace's repository, with files that could be committed, for tests that change
 * files. It uses this workspace's dependencies.
 */
export class WorkspaceCopy {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async create(): Promise<WorkspaceCopy> {
    const root = await mkdtemp(path.join(tmpdir(), 'joblayer-workspace-'));
    const copy = new WorkspaceCopy(root);
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
    const { stdout } = await run(['git', '-C', workspaceRoot, ...list]);
    for (const file of stdout.split('\0').filter((name) => name !== '')) await copy.#take(file);
    // This machine's base image, if any.
    await copy.#take('.env.local').catch(() => {});
    for (const modules of globSync('{.,{libs,packages,tools}/*}/node_modules', {
      cwd: workspaceRoot,
    }))
      await symlink(path.join(workspaceRoot, modules), path.join(root, modules));
    return copy;
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(this.root, file)), { recursive: true });
    await writeFile(path.join(this.root, file), text);
  }

  /**
   * Runs lines of a shell up to the first that fails. Returns their stdout.
   *
   * @throws SubprocessError with their stderr
   */
  async shell(lines: string): Promise<string> {
    const argv = ['bash', '-euxo', 'pipefail', '-c', lines] as const;
    return (await run(argv, { cwd: this.root, env: { ...withoutNx(), NX_DAEMON: 'false' } }))
      .stdout;
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async #take(file: string): Promise<void> {
    await mkdir(path.dirname(path.join(this.root, file)), { recursive: true });
    await cp(path.join(workspaceRoot, file), path.join(this.root, file));
  }
}

/**
 * Nx gives its processes, and this may be one, variables about itself. Another Nx must not see
 * them.
 */
function withoutNx(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('NX_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/**
 * Removes what a tool's package left in the engine: its images, their tests, and the tags for a
 * registry.
 */
export async function removeImagesOf(name: string): Promise<void> {
  const list = ['docker', 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'] as const;
  const images = (await run(list)).stdout.split('\n').filter((image) => image.includes(`/${name}`));
  if (images.length > 0) await run(['docker', 'image', 'rm', '--force', ...images]);
}
