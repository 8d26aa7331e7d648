import { ProblemError } from '@joblayer/problem';
import { publish, type Publication } from './publish.ts';
import { isLoopback } from '@joblayer/registry';
import { rehearse } from './rehearse.ts';
import type { RemoteRepository } from './remote-repository.ts';
import { withRetries } from './retry.ts';
import { pushProblem } from './problems.ts';

export interface PublishOptions {
  /** Whether the image is a stand-in. Only a registry on this machine may get one. */
  readonly standIn: boolean;
  /** The package's name. */
  readonly packageName: string;
  /** Only reports what would happen. */
  readonly dryRun: boolean;
  readonly say: (line: string) => void;
  /** Called with each digest reference as soon as it exists, and the name of its registry. */
  readonly onPushed: (registry: string, reference: string) => Promise<void>;
}

/**
 * Publishes an image in one registry after the other. A failure does not keep the other registries
 * from getting it.
 *
 * @throws ProblemError `stand-in`; the problem itself where there is one registry; else
 * `pushes-failed`
 */
export async function publishToAll(
  remotes: readonly RemoteRepository[],
  publication: Publication,
  options: PublishOptions,
): Promise<void> {
  const failures: { readonly name: string; readonly error: ProblemError }[] = [];
  for (const remote of remotes) {
    try {
      await publishTo(remote, publication, options);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failures.push({ name: remote.name, error });
    }
  }
  const [first] = failures;
  if (!first) return;
  if (remotes.length === 1) throw first.error;
  throw pushProblem({
    code: 'pushes-failed',
    failed: failures.map(({ name }) => name),
    of: remotes.length,
    detail: failures.map(({ name, error }) => `  ${name}: ${error.message}`).join('\n'),
  });
}

async function publishTo(
  remote: RemoteRepository,
  publication: Publication,
  { standIn, packageName, dryRun, say, onPushed }: PublishOptions,
): Promise<void> {
  if (standIn && !(remote.host !== undefined && isLoopback(remote.host)))
    throw pushProblem({ code: 'stand-in', name: packageName, registry: remote.name });
  const open = await remote.ensure(say);
  if (dryRun) return rehearse(await open(), publication, say);
  const reference = await withRetries(async () => publish(await open(), publication, say), say);
  await onPushed(remote.name, reference);
}
