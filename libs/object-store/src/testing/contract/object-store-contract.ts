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

/** What every ObjectStore must do; run against each of them that can be written to. */
export function describeObjectStore(name: string, setUp: SetUp<StoreUnderTest>): void {
  describe(name, () => {
    const trial = new ContractTrial(setUp);
    describeReading(trial);
    describeReadingWhole(trial);
    describeWriting(trial);
    describePutting(trial);
  });
}

/** The part of the contract that concerns a store which can only be read from. */
export function describeReadableStore(name: string, setUp: SetUp<ReadableStoreUnderTest>): void {
  describe(name, () => {
    const trial = new ContractTrial(setUp);
    describeReading(trial);
    describeReadingWhole(trial);
  });
}
