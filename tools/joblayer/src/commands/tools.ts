import type { Command, WithToolArguments } from '../command.ts';

interface Options extends WithToolArguments {
  readonly word?: string;
  readonly on: 'docker' | 'podman';
  readonly json: boolean;
}

export const toolsCommand: Command<Options> = {
  command: 'tools [word]',
  describe: 'List the tools below the registry prefix',
  builder: (parser) =>
    parser
      .positional('word', {
        type: 'string',
        describe: 'Only those whose name, summary or software has it',
      })
      .options({
        json: { type: 'boolean', default: false, describe: 'Print JSON' },
        on: {
          choices: ['docker', 'podman'] as const,
          default: 'docker' as const,
          describe: 'The engine whose images are listed if the prefix has no host',
        },
      }) as never,
  handler: async (given) => {
    const { loadSettings } = await import('../config/settings.ts');
    const { listTools } = await import('../registry/list-tools.ts');
    const { toolsText } = await import('../registry/tools-text.ts');
    const { print, say } = await import('../say.ts');
    const { exitCodeOf } = await import('../exit-codes-of-problems.ts');
    const { env } = process;
    const settings = loadSettings({ flags: { ...given }, env, cwd: process.cwd() });
    const listing = { settings, env, program: given.on, word: given.word };
    const { tools, problems } = await listTools(listing);
    if (given.json) print(JSON.stringify(tools, undefined, 2));
    else if (tools.length > 0) print(toolsText(tools));
    else
      say(
        `no tool was found below ${settings.registryPrefix.value} (${settings.registryPrefix.from})`,
      );
    for (const problem of problems) {
      say(problem.message);
      process.exitCode = exitCodeOf(problem);
    }
  },
};
