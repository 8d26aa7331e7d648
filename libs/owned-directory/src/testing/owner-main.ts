import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOwnedDirectory, removeMarkedDirectory } from '../index.ts';
import { ownIdentity } from '../process-identity.ts';

/**
 * A process that owns a directory, for tests that kill or freeze it. `own BASE` makes one and holds it. `remove BASE`
 * makes one with 400 files in `files` and removes it. `identity` ends at once. The first line of stdout is the
 * directory, or for `identity` the process's identity as JSON.
 */
const [, , action = '', base = ''] = process.argv;

if (action === 'identity') {
  process.stdout.write(`${JSON.stringify(ownIdentity())}\n`);
} else {
  const { root } = await createOwnedDirectory(base, ['files']);
  const remove = action === 'remove';
  if (remove) for (let i = 0; i < 400; i += 1) writeFileSync(join(root, 'files', `${i}`), '');
  process.stdout.write(`${root}\n`);
  if (remove) await removeMarkedDirectory(root);
  // Without it the process would end: the heartbeat's timer does not keep it running.
  else process.stdin.resume();
}
