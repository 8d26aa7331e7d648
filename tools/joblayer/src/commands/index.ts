import { cancelCommand } from './cancel.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { helpCommand } from './help.ts';
import { logsCommand } from './logs.ts';
import { outputsCommand } from './outputs.ts';
import { retryCommand } from './retry.ts';
import { runCommand } from './run.ts';
import { runsCommand } from './runs.ts';
import { statusCommand } from './status.ts';
import { toolsCommand } from './tools.ts';

/** In the order of --help. A new command is a file here, and a line. */
export const commands = [
  ...[toolsCommand, helpCommand, runCommand, exportCommand],
  ...[runsCommand, statusCommand, logsCommand, cancelCommand, retryCommand, outputsCommand],
  ...[doctorCommand, configCommand],
] as const;
