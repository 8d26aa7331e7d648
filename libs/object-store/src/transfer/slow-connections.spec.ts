import { setTimeout as sleep } from 'node:timers/promises';
import { SlowConnections } from './slow-connections.ts';

const WINDOW_MS = 40;

/** For each of several connections, whether it was replaced. Each gets its number of bytes every few milliseconds. */
const replaced = async (...bytes: readonly number[]): Promise<readonly boolean[]> => {
  const slowConnections = new SlowConnections(WINDOW_MS);
  const ends = bytes.map(() => false);
  const watched = bytes.map((_, i) => slowConnections.watch(() => (ends[i] = true)));
  for (let ms = 0; ms < 4 * WINDOW_MS; ms += 4) {
    watched.forEach((one, i) => one.add(bytes[i] ?? 0));
    await sleep(4);
  }
  watched.forEach((one) => one.stop());
  return ends;
};

/** Whether a connection is replaced that stays open after two others have ended. All began together. */
const replacedAfterOthers = async (bytes: number, othersBytes: number): Promise<boolean> => {
  const slowConnections = new SlowConnections(WINDOW_MS);
  let isReplaced = false;
  const one = slowConnections.watch(() => (isReplaced = true));
  const others = [1, 2].map(() => slowConnections.watch(() => undefined));
  const receiveFor = async (forMs: number, receive: () => void) => {
    for (let ms = 0; ms < forMs; ms += 4) {
      receive();
      await sleep(4);
    }
  };
  await receiveFor(WINDOW_MS / 4, () => {
    one.add(bytes);
    others.forEach((other) => other.add(othersBytes));
  });
  others.forEach((other) => other.stop());
  await receiveFor(4 * WINDOW_MS, () => one.add(bytes));
  one.stop();
  return isReplaced;
};

describe('a connection', () => {
  it('that is much slower than the others is replaced', async () => {
    expect(await replaced(100, 100, 5, 120)).toEqual([false, false, true, false]);
  });

  it('that is much slower than others were is replaced, even if those have ended long before', async () => {
    expect(await replacedAfterOthers(5, 100)).toBe(true);
  });

  it('that is as fast as others were is not replaced when those have ended', async () => {
    expect(await replacedAfterOthers(100, 100)).toBe(false);
  });

  it('is not replaced if all are equally slow, or if it is the only one', async () => {
    expect(await replaced(1, 1, 1)).toEqual([false, false, false]);
    expect(await replaced(0)).toEqual([false]);
  });
});
