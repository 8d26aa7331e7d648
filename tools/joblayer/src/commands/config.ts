import type { Command, WithToolArguments } from '../command.ts';

interface Options extends WithToolArguments {
  readonly json: boolean;
}

export const configCommand: Command<Options> = {
  command: 'config',
  describe: 'Show each setting, and where its value came from',
  builder: (parser) =>
    parser.option('json', { type: 'boolean', default: false, describe: 'Print JSON' }) as never,
  handler: async (given) => {
    const { loadSettings } = await import('../config/settings.ts');
    const { settingsText } = await import('../config/settings-text.ts');
    const { print } = await import('../say.ts');
    const settings = loadSettings({ flags: { ...given }, env: process.env, cwd: process.cwd() });
    print(given.json ? JSON.stringify(settings, undefined, 2) : settingsText(settings));
  },
};
