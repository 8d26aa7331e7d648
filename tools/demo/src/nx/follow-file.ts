import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

const LOOK_EVERY_MS = 200;

/**
 * Passes on the lines that another process writes to a file, as they come, until `ended` resolves.
 */
export async function followFile(
  file: string,
  ended: Promise<unknown>,
  onLine: (line: string) => void,
): Promise<void> {
  const handle = await open(file, 'r');
  const decoder = new TextDecoder();
  const buffer = Buffer.alloc(64 * 1024);
  let rest = '';
  const take = async () => {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split(
        '\n',
      );
      rest = lines.pop() ?? '';
      for (const line of lines) report(line, onLine);
    }
  };
  try {
    let over = false;
    const settled = ended.then(
      () => (over = true),
      () => (over = true),
    );
    while (!over) {
      await take();
      await Promise.race([settled, sleep(LOOK_EVERY_MS)]);
    }
    await take();
    report(rest, onLine);
  } finally {
    await handle.close();
  }
}

function report(line: string, onLine: (line: string) => void): void {
  const text = stripVTControlCharacters(line).trimEnd();
  if (text) onLine(text);
}
