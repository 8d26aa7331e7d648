import { java, outOfHeap } from '@joblayer/genome-files';
import type { CommandContext, Step } from '@joblayer/job-runtime';

/** The heap was too small. */
export const outOfSnpEffsHeap = outOfHeap('snpEff');

const JAR = '/usr/share/java/snpeff.jar';

/**
 * A snpEff command. Without -nodownload and -noLog, it asks servers for databases and reports its use.
 *
 * https://pcingola.github.io/SnpEff/snpeff/commandline/
 */
export const snpEff = (
  command: 'ann' | 'build',
  granted: Pick<CommandContext, 'cpus' | 'memoryMiB' | 'tmpDir'>,
  options: readonly string[],
): Step['pipeline'][0] => java(granted, '-jar', JAR, command, '-nodownload', '-noLog', ...options);
