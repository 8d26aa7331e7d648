import { run, type RunResult, SubprocessError } from '@joblayer/subprocess';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PLUGIN } from '../options/nx-json.ts';
import { type TestWorkspace, testWorkspace } from './workspace.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');

/** A workspace with the plugin, in which Nx itself can run. */
export interface NxWorkspace extends TestWorkspace {
  /** @throws SubprocessError when Nx exits non-zero */
  nx(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<RunResult>;
  /** Nx's output when it failed. */
  nxFailure(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
}

/**
 * @param repositoryPrefix the prefix of its images, different in each workspace that uses the
 * engine
 * @param options further options of the plugin
 * @param also further plugins, and generators that `nx sync` runs
 */
export async function nxWorkspace(
  repositoryPrefix: string,
  files: Readonly<Record<string, string>>,
  options: object = {},
  also: { readonly plugins?: readonly string[]; readonly syncGenerators?: readonly string[] } = {},
): Promise<NxWorkspace> {
  const workspace = await testWorkspace({
    'package.json': JSON.stringify({ name: 'x', private: true, workspaces: ['packages/*'] }),
    'nx.json': JSON.stringify({
      analytics: false,
      plugins: [
        { plugin: PLUGIN, options: { repositoryPrefix, ...options } },
        ...(also.plugins ?? []),
      ],
      sync: { globalGenerators: also.syncGenerators ?? [] },
    }),
    '.gitignore': 'node_modules\n.nx\n.joblayer\ndist\n',
    ...files,
  });
  await symlink(join(REPOSITORY, 'node_modules'), join(workspace.root, 'node_modules'));
  const nx: NxWorkspace['nx'] = (args, env) =>
    run([process.execPath, join(REPOSITORY, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      cwd: workspace.root,
      env: { ...withoutNx(), NX_DAEMON: 'false', NO_COLOR: undefined, FORCE_COLOR: '0', ...env },
    });
  return {
    ...workspace,
    nx,
    nxFailure: async (args, env) => {
      const result = await nx(args, env).catch((error: unknown) => error);
      if (result instanceof SubprocessError) return `${stdoutOf(result)}\n${result.stderr}`;
      throw new Error(`Expected nx ${args.join(' ')} to fail.`, { cause: result });
    },
  };
}

/** Nx passes a task's output on to either stream, depending on the number of tasks. */
const stdoutOf = ({ cause }: SubprocessError): string =>
  (cause as { readonly stdout?: string } | undefined)?.stdout ?? '';

/** Nx gives its tasks variables about itself, which another Nx must not see. */
function withoutNx(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('NX_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
