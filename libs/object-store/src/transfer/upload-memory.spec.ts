import { MAX_HELD_BYTES, UploadMemory } from './upload-memory.ts';

const TOTAL_BYTES = 48 * 1024 * 1024;

describe('the memory of uploads', () => {
  it('is lent in the order of the requests, and never beyond its total', async () => {
    const memory = new UploadMemory(TOTAL_BYTES);
    const order: number[] = [];
    let heldBytes = 0;
    let mostBytes = 0;
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        memory.lend(i % 3 === 0 ? 1_000 : MAX_HELD_BYTES, async (held) => {
          order.push(i);
          heldBytes += held.length;
          mostBytes = Math.max(mostBytes, heldBytes);
          await new Promise((resolve) => setImmediate(resolve));
          heldBytes -= held.length;
        }),
      ),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(mostBytes).toBeGreaterThan(2 * MAX_HELD_BYTES);
    expect(mostBytes).toBeLessThanOrEqual(TOTAL_BYTES);
  });

  it('is free again after its borrower fails', async () => {
    const memory = new UploadMemory(TOTAL_BYTES);
    for (let i = 0; i < 20; i += 1) {
      const failing = memory.lend(MAX_HELD_BYTES, () => Promise.reject(new Error('failed')));
      await expect(failing).rejects.toThrow('failed');
    }
    expect(await memory.lend(0, (held) => Promise.resolve(held.length))).toBe(0);
  });
});
