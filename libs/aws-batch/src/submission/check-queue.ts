import type { BatchClient } from '../client/batch-client.ts';
import { batchProblem } from '../problems.ts';

/**
 * Refuses a queue that takes no jobs, before anything is sent.
 *
 * @param advice how a user names another queue
 * @throws ProblemError `queue-unknown`, `queue-disabled`, `queue-invalid`, `share-missing` or
 * `share-unused`
 */
export async function checkQueue(
  batch: Pick<BatchClient, 'queue'>,
  name: string,
  { shareIdentifier }: { readonly shareIdentifier?: string | undefined },
  advice: string,
): Promise<void> {
  const queue = await batch.queue(name);
  if (!queue) throw batchProblem({ code: 'queue-unknown', name, advice });
  const { state, status, statusReason, fairShare } = queue;
  if (state === 'DISABLED') throw batchProblem({ code: 'queue-disabled', name, advice });
  if (status === 'INVALID' || status === 'DELETING' || status === 'DELETED')
    throw batchProblem({ code: 'queue-invalid', name, status, reason: statusReason, advice });
  if (fairShare && shareIdentifier === undefined)
    throw batchProblem({ code: 'share-missing', name });
  if (!fairShare && shareIdentifier !== undefined)
    throw batchProblem({ code: 'share-unused', name, shareIdentifier });
}
