import {
  ContractTrial,
  type ReadableStoreUnderTest,
  type SetUp,
  type StoreUnderTest,
} from './contract-trial.ts';
import { describePutting } from './putting-contract.ts';
import { describeReading } from './reading-contract.ts';
import { describeReadingWhole } from './reading-whole-contract.ts';
import { describeWriting } from './writing-contract.ts';

/** What every writable ObjectStore must do. It runs against each of them. */
export function describeObjectStore(name: string, setUp: SetUp<StoreUnderTest>): void {
  describe(name, () => {
    const trial = new ContractTrial(setUp);
    describeReading(trial);
    describeReadingWhole(trial);
    describeWriting(trial);
    describePutting(trial);
  });
}

/** The part of the contract for stores that can only be read. */
export function describeReadableStore(name: string, setUp: SetUp<ReadableStoreUnderTest>): void {
  describe(name, () => {
    const trial = new ContractTrial(setUp);
    describeReading(trial);
    describeReadingWhole(trial);
  });
}
