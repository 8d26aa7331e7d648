import { javaCommand } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

const JAR = '/usr/share/java/snpeff.jar';

/**
 * A snpEff command. Without -nodownload and -noLog, it asks servers for databases and reports its
 * use.
 *
 * https://pcingola.github.io/SnpEff/snpeff/commandline/
 */
export const snpEff = (
  command: 'ann' | 'build',
  granted: Parameters<typeof javaCommand>[0],
  options: readonly string[],
): Step['pipeline'][0] => [
  ...javaCommand(granted),
  ...['-jar', JAR, command, '-nodownload', '-noLog'],
  ...options,
];
