import { run } from '@joblayer/subprocess';
import type { EngineJob } from './job.ts';

/** The job with the smallest image. @throws Error if there is none */
export async function smallestOf(jobs: readonly EngineJob[]): Promise<EngineJob> {
  const sizes = await Promise.all(jobs.map(({ image }) => sizeOf(image)));
  const found = jobs[sizes.indexOf(Math.min(...sizes))];
  if (!found) throw new Error('there is no job to choose from');
  return found;
}

const sizeOf = async (image: string): Promise<number> => {
  const { stdout } = await run(['docker', 'image', 'inspect', '--format', '{{.Size}}', image]);
  return Number(stdout);
};
