import { scratchBytes } from './scratch-space.ts';

const MIB = 1024 * 1024;

describe('the scratch space of a tool', () => {
  it('is its base for a job without bytes, and grows with the size of the inputs', () => {
    const scratch = { baseMiB: 64, perInputMiB: 3 };
    expect(scratchBytes(scratch, 0)).toBe(64 * MIB);
    expect(scratchBytes(scratch, 10 * MIB)).toBe(94 * MIB);
  });

  it('is a whole number of bytes, rounded up, where a part of each input counts', () => {
    expect(scratchBytes({ baseMiB: 0, perInputMiB: 0.25 }, 5)).toBe(2);
  });
});
