import { scratchBytes } from './scratch-space.ts';

const MIB = 1024 * 1024;

describe('the scratch space that a tool needs', () => {
  it('is its base for empty inputs, and grows with the size of the inputs', () => {
    const scratch = { baseMiB: 64, perInputMiB: 3 };
    expect(scratchBytes(scratch, 0)).toBe(64 * MIB);
    expect(scratchBytes(scratch, 10 * MIB)).toBe(94 * MIB);
  });

  it('is rounded up to whole bytes', () => {
    expect(scratchBytes({ baseMiB: 0, perInputMiB: 0.25 }, 5)).toBe(2);
  });
});
