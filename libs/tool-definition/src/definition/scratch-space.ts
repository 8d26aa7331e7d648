import type { ScratchSpace } from './resources.ts';

const MIB = 1024 * 1024;

/** @returns the bytes on disk that the tool needs besides its staged inputs, for inputs of this total size */
export const scratchBytes = ({ baseMiB, perInputMiB }: ScratchSpace, inputBytes: number): number =>
  Math.ceil(baseMiB * MIB + perInputMiB * inputBytes);
