import type { Batch } from '../model/batch.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import * as definitions from './definitions.ts';
import { describeJobs } from './describe.ts';
import { cancelJob, terminateJob } from './end-jobs.ts';
import * as environments from './environments.ts';
import { listJobs } from './list.ts';
import * as queues from './queues.ts';
import { submitJob } from './submit.ts';

type Operation = (batch: Batch, request: never, scheduler: Scheduler) => unknown;

/**
 * The operations by their path's last part: `POST /v1/submitjob`. Each throws an ApiError for a
 * request that Batch refuses.
 */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  createcomputeenvironment: environments.createComputeEnvironment,
  describecomputeenvironments: environments.describeComputeEnvironments,
  updatecomputeenvironment: environments.updateComputeEnvironment,
  deletecomputeenvironment: environments.deleteComputeEnvironment,
  createjobqueue: queues.createJobQueue,
  describejobqueues: queues.describeJobQueues,
  updatejobqueue: queues.updateJobQueue,
  deletejobqueue: queues.deleteJobQueue,
  registerjobdefinition: definitions.registerJobDefinition,
  describejobdefinitions: definitions.describeJobDefinitions,
  deregisterjobdefinition: definitions.deregisterJobDefinition,
  describejobs: describeJobs,
  listjobs: listJobs,
  canceljob: cancelJob,
  terminatejob: terminateJob,

  submitjob: (batch, request, scheduler) => {
    const job = submitJob(batch, request);
    scheduler.submit(job);
    return { jobArn: job.arn, jobName: job.request.name, jobId: job.id };
  },

  getjobqueuesnapshot: (batch, { jobQueue }: { jobQueue?: string }, scheduler) => {
    const { jobQueueArn } = queues.queueOf(batch, jobQueue);
    const jobs = scheduler.runnable(jobQueueArn).slice(0, 100);
    return {
      frontOfQueue: {
        jobs: jobs.map(({ arn, createdAt }) => ({
          jobArn: arn,
          earliestTimeAtPosition: createdAt,
        })),
        lastUpdatedAt: Date.now(),
      },
    };
  },
};
