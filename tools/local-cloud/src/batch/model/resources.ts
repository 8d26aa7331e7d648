import type {
  ComputeEnvironmentDetail,
  JobDefinition,
  JobQueueDetail,
} from '@aws-sdk/client-batch';
import { nameIn } from './arn.ts';

export type Environment = ComputeEnvironmentDetail & {
  computeEnvironmentName: string;
  computeEnvironmentArn: string;
};
export type Queue = JobQueueDetail & { jobQueueName: string; jobQueueArn: string };
export type Definition = JobDefinition & {
  jobDefinitionName: string;
  jobDefinitionArn: string;
  revision: number;
};

/** Everything of Batch but the jobs. */
export class Resources {
  readonly environments = new Map<string, Environment>();
  readonly queues = new Map<string, Queue>();
  /** By `name:revision`. */
  readonly definitions = new Map<string, Definition>();

  environment(nameOrArn: string): Environment | undefined {
    return this.environments.get(nameIn('compute-environment', nameOrArn));
  }

  queue(nameOrArn: string): Queue | undefined {
    return this.queues.get(nameIn('job-queue', nameOrArn));
  }

  /** By name (its newest active revision), `name:revision` or ARN. */
  definition(nameOrArn: string): Definition | undefined {
    const name = nameIn('job-definition', nameOrArn);
    if (name.includes(':')) return this.definitions.get(name);
    return this.revisions(name)
      .filter(({ status }) => status === 'ACTIVE')
      .at(-1);
  }

  /** All revisions of a name, the oldest first. */
  revisions(name: string): readonly Definition[] {
    return [...this.definitions.values()].filter((each) => each.jobDefinitionName === name);
  }
}
