import type { Command } from '../command.ts';

interface Options {
  readonly tool?: string;
  readonly format?: string;
  readonly out?: string;
  readonly overwrite: boolean;
  readonly all: boolean;
  readonly trs: boolean;
  readonly baseUrl?: string;
  readonly on: 'docker' | 'podman';
}

export const exportCommand: Command<Options> = {
  command: 'export [tool]',
  describe: 'Write the descriptor of a tool for a workflow engine',
  builder: (parser) =>
    parser
      .positional('tool', { type: 'string', describe: 'NAME, NAME@VERSION or an image reference' })
      .options({
        format: {
          ...{ type: 'string', requiresArg: true },
          describe: 'cwl, wdl, nextflow, snakemake or galaxy; with --all by default all of them',
        },
        out: {
          ...{ type: 'string', requiresArg: true },
          describe: 'The directory to write to [default: joblayer-FORMAT]',
        },
        overwrite: {
          ...{ type: 'boolean', default: false },
          describe: 'Replace files that have other content',
        },
        all: {
          ...{ type: 'boolean', default: false },
          describe: 'All tools below the registry prefix, with an index',
        },
        trs: {
          ...{ type: 'boolean', default: false },
          describe: "With --all: a registry as GA4GH's Tool Registry Service has it, as files",
        },
        'base-url': {
          ...{ type: 'string', requiresArg: true },
          describe: 'With --trs: the address of the server that will serve it',
        },
        on: {
          choices: ['docker', 'podman'] as const,
          default: 'docker' as const,
          describe: 'The engine that is asked first',
        },
      }) as never,
  handler: async (given) => {
    const { exportRequest } = await import('../export/export-options.ts');
    const { runExport } = await import('../export/run-export.ts');
    const { loadSettings } = await import('../config/settings.ts');
    const { engineOf } = await import('../engine/engine.ts');
    const { env } = process;
    const request = exportRequest(given);
    const settings = loadSettings({ flags: { ...given }, env, cwd: process.cwd() });
    const sources = { settings, engine: engineOf(given.on), env, engineIsOptional: true };
    await runExport(request, sources, given.overwrite);
  },
};
