import { Failure } from '@joblayer/object-store/errors';
import { formatLocation, type Location } from '@joblayer/object-store/location';

export interface UsageErrorFacts {
  readonly code: 'usage';
  readonly problem: string;
  readonly advice?: string;
  readonly location?: Location;
}

/** An error in the arguments of a job, with what to do. Such a job ends with exit code 64. */
export class UsageError extends Failure {
  override readonly name = 'UsageError';
  readonly code = 'usage';
  readonly facts: UsageErrorFacts;

  constructor(facts: Omit<UsageErrorFacts, 'code'>) {
    super(facts.problem);
    this.facts = { code: 'usage', ...facts };
  }
}

export const usageError = (problem: string, advice?: string, location?: Location): UsageError =>
  new UsageError({
    problem,
    ...(advice !== undefined && { advice }),
    ...(location !== undefined && { location }),
  });

/** A failure in one line: the location, what is wrong, what to do. */
export function errorText({ facts }: Failure): string {
  const where = facts.location ? `${formatLocation(facts.location)}: ` : '';
  const advice = facts.advice === undefined ? '' : ` ${facts.advice}`;
  return `${where}${facts.problem}${/[.!?…]$/.test(facts.problem) ? '' : '.'}${advice}`;
}
