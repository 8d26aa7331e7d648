import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, 'owner-main.ts');

export interface OtherProcess {
  /** Its first line on stdout. */
  readonly said: string;
  readonly child: ChildProcess;
  /** Ends it by SIGKILL, and returns once it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts owner-main.ts as another process, and waits for its first line. */
export async function startOther(
  action: 'own' | 'remove' | 'identity',
  base = '',
): Promise<OtherProcess> {
  const child = spawn(process.execPath, [MAIN, action, base], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [said] = await once(createInterface(child.stdout), 'line');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return { said, child, kill };
}
