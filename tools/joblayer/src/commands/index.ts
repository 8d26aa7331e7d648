import { configCommand } from './config.ts';
import { helpCommand } from './help.ts';
import { runCommand } from './run.ts';
import { toolsCommand } from './tools.ts';

/** In the order of --help. A new command is a file here, and a line. */
export const commands = [toolsCommand, helpCommand, runCommand, configCommand] as const;
