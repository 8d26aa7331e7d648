import { stat } from 'node:fs/promises';
import type { Contender } from './load.ts';

/** Writes as many bytes as the load without a network. */
export function diskWrite(
  target: string,
  sizeBytes: number,
  prepare: () => Promise<void>,
): Contender {
  const blockBytes = 1e6;
  const argv = [
    ...(['dd', 'if=/dev/zero', 'of=/data/out/large', `bs=${blockBytes}`] as const),
    ...[`count=${sizeBytes / blockBytes}`, 'status=none'],
  ] as const;
  return {
    name: 'disk write alone',
    role: 'ceiling',
    commands: [{ argv, env: {} }],
    prepare,
    check: async () => {
      const { size } = await stat(target);
      if (size !== sizeBytes) throw new Error(`dd wrote ${size} bytes of ${sizeBytes}`);
    },
  };
}
