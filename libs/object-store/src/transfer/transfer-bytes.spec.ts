import { transferBytesOf } from './transfer-bytes.ts';

const MIB = 1024 * 1024;

it.each([
  [64, 16],
  [128, 16],
  [256, 32],
  [384, 48],
  [Infinity, 48],
])('a job that was granted %d MiB uses %d MiB for transfers', (grantedMiB, expectedMiB) => {
  expect(transferBytesOf(grantedMiB)).toBe(expectedMiB * MIB);
});
