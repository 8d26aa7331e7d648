import type { ScratchSpace } from './resources.ts';

const MIB = 1024 * 1024;

/** @returns what the tool needs on its disk besides its staged inputs, for inputs of this size in all */
export const scratchBytes = ({ baseMiB, perInputMiB }: ScratchSpace, inputBytes: number): number =>
  Math.ceil(baseMiB * MIB + perInputMiB * inputBytes);
