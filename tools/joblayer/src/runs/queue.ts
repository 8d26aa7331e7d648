import { batchProblem } from '@joblayer/aws-batch';
import type { Settings } from '../config/settings.ts';

export const NAME_QUEUE = 'Set it with --queue, JOBLAYER_QUEUE or "queue" in joblayer.json.';

/** @throws ProblemError `queue-missing` */
export function queueOf({ queue }: Settings): string {
  if (queue) return queue.value;
  throw batchProblem({ code: 'queue-missing', advice: NAME_QUEUE });
}
