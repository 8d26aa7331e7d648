import yargs, { type Argv, type CommandModule } from 'yargs';
import { commands } from './commands/index.ts';
import { settingFlags } from './config/flags.ts';
import { USAGE } from '@joblayer/problem/exit-codes';
import { takeLast } from './repeated-options.ts';
import { say } from './say.ts';
import { VERSION } from './version.ts';

const WIDTH = 100;

class WrongCommandLine extends Error {}

/**
 * Runs one command line, and returns its exit code.
 *
 * @param words without the program's own name
 */
export async function runCli(words: readonly string[]): Promise<number> {
  const end = words.indexOf('--');
  const own = end === -1 ? words : words.slice(0, end);
  const toolArguments = end === -1 ? [] : words.slice(end + 1);
  process.exitCode = 0;
  try {
    await parserOf(toolArguments).parseAsync(own);
    return Number(process.exitCode);
  } catch (error) {
    if (error instanceof WrongCommandLine) {
      say(error.message);
      return USAGE;
    }
    const { report } = await import('./report-error.ts');
    return report(error);
  }
}

function parserOf(toolArguments: readonly string[]): Argv {
  const parser = yargs()
    .scriptName('joblayer')
    .usage('$0 <command>: run bioinformatics tools that are packaged as Joblayer images')
    .wrap(WIDTH)
    // The texts are English. Those of the user's locale would be mixed in.
    .locale('en')
    .middleware(takeLast, true)
    .middleware((parsed) => {
      Object.assign(parsed, { toolArguments });
    })
    .options(settingFlags)
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .exitProcess(false)
    .version(VERSION)
    .alias('help', 'h')
    .fail((message: string | null, error: Error | undefined) => {
      if (error) throw error;
      throw new WrongCommandLine(`${message ?? 'wrong arguments'}\nSee joblayer --help.`);
    });
  // yargs' types cannot express a list of commands with options of their own.
  for (const command of commands) parser.command(command as unknown as CommandModule);
  return parser;
}
