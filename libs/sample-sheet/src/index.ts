export { faultText, type SheetFault } from './fault.ts';
export { checkInputs, type CheckOptions, type InputFault } from './inputs/check-inputs.ts';
export { checkOutputs } from './inputs/check-outputs.ts';
export type { InputLookup } from './inputs/look-up.ts';
export { planSheet, type SheetPlan } from './plan/plan-sheet.ts';
export type { SheetOptions } from './plan/sheet-options.ts';
export type { SheetInput, SheetJob, SheetOutput, SheetSecondaryFile } from './plan/sheet-job.ts';
export { formatOf, readSheet, type SheetFile } from './read/read-sheet.ts';
export {
  type Cell,
  SHEET_FORMATS,
  type Sheet,
  type SheetColumn,
  type SheetFormat,
  type SheetRow,
} from './sheet.ts';
