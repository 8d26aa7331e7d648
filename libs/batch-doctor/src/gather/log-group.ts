import type { JobFacts } from '../facts.ts';

/** Batch's own log group. Batch makes it when it is missing. */
export const DEFAULT_LOG_GROUP = '/aws/batch/job';

export interface LogGroup {
  readonly name: string;
  readonly region: string;
  /** Whether it must exist before the job starts. */
  readonly isNeeded: boolean;
}

/**
 * The log group of a job; undefined if its log goes elsewhere
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_LogConfiguration.html).
 */
export function logGroupOf(
  { logDriver = 'awslogs', logOptions }: JobFacts,
  region: string,
): LogGroup | undefined {
  if (logDriver !== 'awslogs') return undefined;
  const name = logOptions['awslogs-group'] ?? DEFAULT_LOG_GROUP;
  const isMade = logOptions['awslogs-create-group'] === 'true';
  return {
    name,
    region: logOptions['awslogs-region'] ?? region,
    isNeeded: name !== DEFAULT_LOG_GROUP && !isMade,
  };
}
