import type { Argv, RunOptions } from '@joblayer/subprocess';
import { finish } from '../finish.ts';

/** A validator did not accept what was exported. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
}

/** @throws ValidationError with all that the validator printed */
export async function validate(argv: Argv, options: RunOptions): Promise<void> {
  const { exitCode, stdout, stderr } = await finish(argv, options);
  if (exitCode === 0) return;
  throw new ValidationError(`exit code ${exitCode} from: ${argv.join(' ')}\n${stdout}\n${stderr}`);
}
