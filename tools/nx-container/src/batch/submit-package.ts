import {
  type BatchClient,
  followJob,
  type JobEnd,
  submit,
  type Submission,
} from '@joblayer/aws-batch';
import type { ContainerPackage } from '../package.ts';
import { checkArguments } from '../tool-source/tool-process.ts';
import { adviceFor } from './advice.ts';

/**
 * Submits a job of a package's tool. Its own definition checks the arguments.
 *
 * @returns the job's id
 */
export const submitPackage = (
  batch: BatchClient,
  pkg: ContainerPackage,
  submission: Submission,
): Promise<string> =>
  submit(batch, submission, (command) => checkArguments(pkg, command), adviceFor(pkg.name));

/** Follows a job to its end. Prints its states and its log. */
export const follow = (
  batch: BatchClient,
  id: string,
  say: (line: string) => void,
): Promise<JobEnd> =>
  followJob(batch, id, { onStatus: (status) => say(`${id} ${status}`), onLogLine: say });
