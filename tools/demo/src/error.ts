/** Why the demo could not finish, as data. */
export type DemoProblem =
  | {
      readonly code: 'build-failed';
      readonly exitCode: number;
      readonly logFile: string;
      readonly logTail: string;
    }
  | {
      readonly code: 'image-not-pushed';
      readonly tool: string;
      readonly registry: string;
      readonly logFile: string;
    }
  | {
      readonly code: 'job-failed';
      readonly job: string;
      readonly exitCode: number | undefined;
      readonly reason: string | undefined;
      /**
       * The last lines of the job's log. For a job that never ran, the last lines of Batch's own
       * log.
       */
      readonly log: readonly string[];
    }
  | {
      readonly code: 'unexpected-variants';
      readonly location: string;
      /** Planted variants that were not found unchanged, a line each. */
      readonly missing: readonly string[];
      /** Variants that were called but not planted, a line each. */
      readonly surplus: readonly string[];
    }
  /** The agreement as a sentence. */
  | { readonly code: 'unexpected-counts'; readonly agreement: string }
  | {
      readonly code: 'run-surprised';
      readonly exitCode: number;
      readonly expected: string;
      /** The command, and what it wrote. */
      readonly lines: readonly string[];
    }
  | { readonly code: 'unexpected-stats'; readonly location: string; readonly missing: string };

/** A problem of the demo. `problem` holds the facts, `message` says where to look. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  readonly problem: DemoProblem;

  constructor(problem: DemoProblem) {
    super(describe(problem));
    this.problem = problem;
  }
}

function describe(problem: DemoProblem): string {
  switch (problem.code) {
    case 'build-failed':
      return `Building and pushing the images failed (exit code ${problem.exitCode}). The whole log: ${problem.logFile}\n${problem.logTail}`;
    case 'image-not-pushed':
      return `docker-push printed no digest reference for ${problem.tool} in ${problem.registry}. The whole log: ${problem.logFile}`;
    case 'job-failed': {
      const how =
        problem.exitCode === undefined ? 'without an exit code' : `with ${problem.exitCode}`;
      const log = problem.log.map((line) => `  | ${line}`).join('\n');
      const why = problem.reason ? ` (${problem.reason})` : '';
      return `The job ${problem.job} failed ${how}${why}.\n${log || '  It left no log.'}`;
    }
    case 'unexpected-variants':
      return [
        `${problem.location} does not hold exactly the variants that were planted.`,
        ...problem.missing.map((line) => `  missing  ${line}`),
        ...problem.surplus.map((line) => `  surplus  ${line}`),
      ].join('\n');
    case 'unexpected-counts':
      return `The counts are not those that were simulated: ${problem.agreement}.`;
    case 'run-surprised':
      return [
        `A command did not write "${problem.expected}", and ended with ${problem.exitCode}.`,
        ...problem.lines.map((line) => `  | ${line}`),
      ].join('\n');
    case 'unexpected-stats':
      return `${problem.location} is not the output of samtools stats: it has no "${problem.missing}".`;
  }
}
