import { faultText } from '../fault.ts';
import { planSheet } from '../plan/plan-sheet.ts';
import type { SheetOptions } from '../plan/sheet-options.ts';
import { readSheet } from '../read/read-sheet.ts';
import { aligner } from './aligner.ts';

/** Constants that make a row with `reads1` complete. */
export const CONSTANTS = ['--reference', 's3://bkt/ref.fa', '--output-dir', 's3://bkt/out/'];

/** Reads a sheet and plans its jobs. */
export const plan = (
  name: string,
  text: string | Uint8Array,
  constants: readonly string[] = CONSTANTS,
  options: SheetOptions = {},
) => planSheet(aligner, readSheet({ name, content: Buffer.from(text) }), constants, options);

/** The lines that a user sees. */
export const faultsOf = (...given: Parameters<typeof plan>): readonly string[] =>
  plan(...given).faults.map((fault) => faultText(given[0], fault));
