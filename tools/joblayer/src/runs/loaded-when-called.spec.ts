import { loadedWhenCalled } from './loaded-when-called.ts';

interface Adder {
  add(amount: number): Promise<number>;
}

describe('an object that is loaded when it is called', () => {
  let loads = 0;
  beforeEach(() => (loads = 0));

  const adder = () =>
    loadedWhenCalled<Adder>(async () => {
      loads += 1;
      let sum = 0;
      return { add: async (amount) => (sum += amount) };
    });

  it('is not loaded before a method is called', async () => {
    await adder();
    expect(loads).toBe(0);
  });

  it('is loaded once, also by two calls at once', async () => {
    const one = adder();
    expect(await Promise.all([one.add(1), one.add(2)])).toEqual([1, 3]);
    expect(loads).toBe(1);
  });

  it('rejects if it cannot be loaded', async () => {
    const failing = loadedWhenCalled<Adder>(() => Promise.reject(new Error('no such module')));
    await expect(failing.add(1)).rejects.toThrow('no such module');
  });
});
