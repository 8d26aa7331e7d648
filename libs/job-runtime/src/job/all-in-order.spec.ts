import { setTimeout as sleep } from 'node:timers/promises';
import { allInOrder } from './all-in-order.ts';

const failing = async (afterMs: number, message: string): Promise<never> => {
  await sleep(afterMs);
  throw new Error(message);
};

describe('tasks that run in parallel', () => {
  it('return their results in the order in which they were started', async () => {
    const [text, number] = await allInOrder([sleep(5, 'a'), Promise.resolve(1)]);
    expect([text, number]).toEqual(['a', 1]);
  });

  it('fail with the first failure in that order, even if another came earlier', async () => {
    await expect(allInOrder([failing(5, 'first'), failing(0, 'second')])).rejects.toThrow('first');
  });

  it('have all ended when a failure is thrown', async () => {
    const ended: string[] = [];
    const slow = sleep(5).then(() => ended.push('slow'));
    await expect(allInOrder([failing(0, 'fast'), slow])).rejects.toThrow('fast');
    expect(ended).toEqual(['slow']);
  });
});
