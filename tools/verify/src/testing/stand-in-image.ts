import { run } from '@joblayer/subprocess';
import { imageOf } from './container.ts';

/** Whether this workspace last built a stand-in for a tool whose sources cannot be downloaded. */
export const isStandIn = (name: string): boolean => imageOf(name).includes(':stand-in-');

/** The image's own statement, in its label: `true` or `false`. */
export async function standInLabel(name: string): Promise<string> {
  const format = '{{index .Config.Labels "io.joblayer.stand-in"}}';
  const inspect = ['docker', 'image', 'inspect', '--format', format, imageOf(name)] as const;
  return (await run(inspect)).stdout;
}
