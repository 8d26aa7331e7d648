import type { Command, WithToolArguments } from '../command.ts';

interface Options extends WithToolArguments {
  readonly tool: string;
  readonly definition?: string;
  readonly on: 'docker' | 'podman';
}

export const helpCommand: Command<Options> = {
  command: 'help <tool> [definition]',
  describe: 'Show the options of a tool',
  builder: (parser) =>
    parser
      .positional('tool', {
        type: 'string',
        demandOption: true,
        describe: 'NAME, NAME@VERSION or an image reference',
      })
      .positional('definition', { type: 'string', describe: 'Where an image has several' })
      .option('on', {
        choices: ['docker', 'podman'] as const,
        default: 'docker' as const,
        describe: 'The engine that is asked first',
      }) as never,
  handler: async (given) => {
    const { loadSettings } = await import('../config/settings.ts');
    const { engineOf } = await import('../engine/engine.ts');
    const { findTool } = await import('../tool/find-tool.ts');
    const { describeText } = await import('../tool/describe-text.ts');
    const { print } = await import('../say.ts');
    const { env } = process;
    const settings = loadSettings({ flags: { ...given }, env, cwd: process.cwd() });
    const engine = engineOf(given.on);
    const { description } = await findTool(given.tool, {
      ...{ settings, engine, env, engineIsOptional: true },
    });
    print(describeText('help', given.tool, description, given.definition));
  },
};
