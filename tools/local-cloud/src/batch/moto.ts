import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;

/** Starts moto's server on a port of 127.0.0.1. This process ends when it ends. */
export function startMoto(port: number): ChildProcess {
  const moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'inherit' });
  const end = (why: string) => {
    process.stderr.write(`moto_server ${why}\n`);
    process.exit(1);
  };
  moto.once('error', (error) => end(error.message));
  moto.once('exit', (code, signal) => end(`ended: ${code ?? signal}`));
  return moto;
}

export async function untilResponding(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(`${url}/moto-api/data.json`)).arrayBuffer();
      return;
    } catch {
      await sleep(LOOK_EVERY_MS);
    }
  }
}
