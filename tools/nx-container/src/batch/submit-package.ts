import {
  type BatchClient,
  followJob,
  type JobEnd,
  submit,
  type Submission,
} from '@joblayer/aws-batch';
import type { ContainerPackage } from '../package.ts';
import { type ImageOptions } from '../registry/index.ts';
import { say } from '../say.ts';
import { checkArguments } from '../tool-source/tool-process.ts';
import { adviceFor } from './advice.ts';
import { imageLookup } from './image-lookup.ts';

/**
 * Submits a job of a package's tool. Its own definition checks the arguments.
 *
 * @returns the job's id
 */
export const submitPackage = (
  batch: BatchClient,
  pkg: ContainerPackage,
  options: ImageOptions,
  submission: Submission,
): Promise<string> =>
  submit(batch, submission, {
    check: (command) => checkArguments(pkg, command),
    findImage: imageLookup(pkg.name, options),
    advice: adviceFor(pkg.name),
    note: say,
  });

/** Follows a job to its end. Prints its states and its log. */
export const follow = (
  batch: BatchClient,
  id: string,
  print: (line: string) => void,
): Promise<JobEnd> =>
  followJob(batch, id, { onStatus: (status) => print(`${id} ${status}`), onLogLine: print });
