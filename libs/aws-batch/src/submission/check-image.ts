import { ProblemError } from '@joblayer/problem';
import { batchProblem } from '../problems.ts';

/**
 * Looks for an image in its registry: `registry.example/joblayer/bwa-mem@sha256:…`.
 *
 * @returns undefined if the caller has no way to ask that registry
 */
export type ImageLookup = (image: string) => Promise<'present' | 'absent' | undefined>;

/**
 * Refuses a job whose image is not in its registry. Batch would try to pull it as often as the
 * definition allows, since it retries `Cannot*`, and the job would end hours later.
 *
 * A registry that cannot be asked from here does not stop the job: its hosts may reach it.
 *
 * @param note gets a sentence when the registry could not be asked
 * @throws ProblemError `job-image-absent`
 */
export async function checkImage(
  find: ImageLookup,
  image: string | undefined,
  { advice, note }: { readonly advice: string; readonly note: (line: string) => void },
): Promise<void> {
  if (image === undefined) return;
  const found = await find(image).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    return error;
  });
  if (found === undefined || found instanceof ProblemError)
    note(
      `The image ${image} was not looked for: ${found?.message ?? 'its registry is not set here.'}`,
    );
  if (found === 'absent')
    throw batchProblem({ code: 'job-image-absent', image, registry: registryOf(image), advice });
}

/** `registry.example:5000` of `registry.example:5000/joblayer/bwa-mem@sha256:…` */
const registryOf = (image: string): string => image.slice(0, image.indexOf('/'));
