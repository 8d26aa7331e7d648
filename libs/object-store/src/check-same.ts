import { StoreError } from './errors.ts';
import type { Checksum } from './checksum/checksum.ts';
import type { ObjectInfo } from './object-store.ts';

/** @throws StoreError `bad-data` of kind `checksum-mismatch`, with the expected and the found checksum */
export function checkSame({ location }: ObjectInfo, expected: Checksum, found: string): void {
  if (found === expected.value) return;
  const { algorithm, parts } = expected;
  throw new StoreError({
    code: 'bad-data',
    kind: 'checksum-mismatch',
    problem: `what arrived does not match the object’s checksum: expected ${algorithm} ${expected.value}${parts === undefined ? '' : ` of ${parts} parts`}, found ${found}`,
    ...(expected.isGuess && { foundInsteadOfGuess: found }),
    location,
  });
}
