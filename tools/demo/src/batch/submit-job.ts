import {
  RegisterJobDefinitionCommand,
  SubmitJobCommand,
  TerminateJobCommand,
} from '@aws-sdk/client-batch';
import type { Clients } from '../clients.ts';
import { jobDefinition, type DemoJobDefinition } from './job-definition.ts';

export interface Submission {
  readonly definition: DemoJobDefinition;
  readonly jobName: string;
  readonly queue: string;
  /** The tool's arguments, one element each. */
  readonly command: readonly string[];
  /** Jobs that must have succeeded before this one starts. */
  readonly after: readonly string[];
}

/** Registers the tool's job definition and submits one job of it. Returns the job's id. */
export async function submitJob({ batch }: Clients, submission: Submission): Promise<string> {
  const { jobDefinitionArn } = await batch.send(
    new RegisterJobDefinitionCommand(jobDefinition(submission.definition)),
  );
  const { jobId } = await batch.send(
    new SubmitJobCommand({
      jobName: submission.jobName,
      jobQueue: submission.queue,
      jobDefinition: jobDefinitionArn,
      dependsOn: submission.after.map((id) => ({ jobId: id })),
      containerOverrides: { command: [...submission.command] },
    }),
  );
  return jobId as string;
}

/** Ends a job in whatever state it is. A job that has ended stays unchanged. */
export async function terminateJob({ batch }: Clients, jobId: string): Promise<void> {
  await batch.send(new TerminateJobCommand({ jobId, reason: 'the demo was stopped' }));
}
