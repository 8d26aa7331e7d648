import type { ExecutorContext } from '@nx/devkit';
import { SubprocessError } from '@joblayer/subprocess';
import { ToolManifestError } from '@joblayer/tool-manifest';
import { ProblemError } from '@joblayer/problem';
import { type ContainerPackage, packageOfTask } from '../package.ts';
import { say } from '../say.ts';

type Executor<Options> = (
  options: Options,
  context: ExecutorContext,
) => Promise<{ success: boolean }>;

/**
 * Makes an Nx executor of `work`. A problem that the user can solve prints one message. Any other
 * error is a bug, and prints its stack.
 */
export function executor<Options>(
  work: (pkg: ContainerPackage, options: Options) => Promise<void>,
): Executor<Options> {
  return async (options, context) => {
    const pkg = packageOfTask(context);
    try {
      await work(pkg, options);
      return { success: true };
    } catch (error) {
      if (!isForTheUser(error)) throw error;
      say(`\n${pkg.name}: ${error.message}`);
      return { success: false };
    }
  };
}

const isForTheUser = (error: unknown): error is Error =>
  error instanceof ProblemError ||
  error instanceof ToolManifestError ||
  error instanceof SubprocessError;
