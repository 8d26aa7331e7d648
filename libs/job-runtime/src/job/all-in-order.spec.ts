import { setTimeout as sleep } from 'node:timers/promises';
import { allInOrder } from './all-in-order.ts';

const failing = async (afterMs: number, message: string): Promise<never> => {
  await sleep(afterMs);
  throw new Error(message);
};

describe('what is done side by side', () => {
  it('has its results in the order in which it was begun', async () => {
    const [text, number] = await allInOrder([sleep(5, 'a'), Promise.resolve(1)]);
    expect([text, number]).toEqual(['a', 1]);
  });

  it('fails with the first failure in that order, though another came before it', async () => {
    await expect(allInOrder([failing(5, 'first'), failing(0, 'second')])).rejects.toThrow('first');
  });

  it('has all ended when it fails', async () => {
    const ended: string[] = [];
    const slow = sleep(5).then(() => ended.push('slow'));
    await expect(allInOrder([failing(0, 'fast'), slow])).rejects.toThrow('fast');
    expect(ended).toEqual(['slow']);
  });
});
