import { formatArgv } from '@joblayer/subprocess';

/** Why a benchmark could not be completed, as data. */
export type BenchProblem =
  | {
      readonly code: 'side-failed';
      readonly contender: string;
      readonly argv: readonly string[];
      readonly exitCode: number;
      readonly stderr: string;
    }
  | { readonly code: 'wrong-content'; readonly contender: string; readonly difference: string }
  | { readonly code: 'image-not-recorded'; readonly image: string }
  | { readonly code: 'no-checkout' }
  | { readonly code: 'worker-failed'; readonly worker: string; readonly reason: string }
  | { readonly code: 'unhealthy'; readonly container: string };

/** A problem of a benchmark. `problem` has the facts; `message` says what to look at. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
  readonly problem: BenchProblem;

  constructor(problem: BenchProblem, cause?: unknown) {
    super(describe(problem), { cause });
    this.problem = problem;
  }
}

function describe(problem: BenchProblem): string {
  switch (problem.code) {
    case 'side-failed':
      return `${problem.contender} failed with exit code ${problem.exitCode}: ${formatArgv(problem.argv)}\n${problem.stderr}`;
    case 'wrong-content':
      return `${problem.contender} made other content than expected: ${problem.difference}`;
    case 'image-not-recorded':
      return `docker-build left no record of the image ${problem.image} in .joblayer/images. Run docker-build of that package again.`;
    case 'no-checkout':
      return 'Versions are compared with another checkout. Name it: --against DIRECTORY.';
    case 'worker-failed':
      return `The worker ${problem.worker} could not carry out a request: ${problem.reason}`;
    case 'unhealthy':
      return `The container ${problem.container} did not start in time. See docker logs ${problem.container}.`;
  }
}
