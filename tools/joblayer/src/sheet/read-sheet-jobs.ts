import {
  checkInputs,
  faultText,
  planSheet,
  readSheet,
  type Sheet,
  type SheetFault,
  type SheetFormat,
  type SheetJob,
} from '@joblayer/sample-sheet';
import type { StoreFor } from '@joblayer/object-store';
import type { DefinitionDescription } from '@joblayer/tool-definition';
import { readFile } from 'node:fs/promises';
import { recordProblem } from '../runs/problems.ts';

export interface SheetOptions {
  /** The file; undefined: one job, from the command line alone. */
  readonly file: string | undefined;
  readonly format: SheetFormat | undefined;
  readonly ignoreColumns: boolean;
  readonly mergeLanes: boolean | undefined;
  readonly checkInputs: boolean;
}

/** The jobs of a sheet, or what is wrong with it. */
export interface SheetJobs {
  readonly name: string;
  readonly content: Uint8Array;
  readonly jobs: readonly SheetJob[];
  readonly checkedInJob: readonly string[];
}

/** What jobs cannot do at the place where they run. */
export type PlaceRule = (jobs: readonly SheetJob[]) => readonly SheetFault[];

/** A sheet of one row without columns: all is on the command line. */
const COMMAND_LINE: Sheet = {
  ...{ name: 'command line', columns: [], faults: [] },
  rows: [{ line: 1, cells: [] }],
};

/**
 * Reads a sheet, and checks every row by the tool's description. Looks for the inputs too, unless that is not wanted.
 *
 * @param report gets each fault as a line
 * @throws ProblemError `sheet-unreadable`; `sheet-faulty` after all faults were reported
 */
export async function readSheetJobs(
  definition: DefinitionDescription,
  constants: readonly string[],
  options: SheetOptions,
  {
    storeFor,
    signal,
    rule,
    report,
  }: {
    readonly storeFor: StoreFor;
    readonly signal: AbortSignal;
    readonly rule: PlaceRule;
    readonly report: (line: string) => void;
  },
): Promise<SheetJobs> {
  const { file, format, ignoreColumns, mergeLanes } = options;
  const content = file === undefined ? new Uint8Array() : await contentOf(file);
  const sheet = file === undefined ? COMMAND_LINE : readSheet({ name: file, content, format });
  const plan = planSheet(definition, sheet, constants, { ignoreColumns, mergeLanes });
  const ofPlace = rule(plan.jobs);
  const planned = [...plan.faults, ...ofPlace];
  const lookup = {
    stat: async (location: Parameters<StoreFor>[0]) => (await storeFor(location)).stat(location),
    list: async (location: Parameters<StoreFor>[0]) => (await storeFor(location)).list(location),
  };
  const ofInputs =
    options.checkInputs && ofPlace.length === 0
      ? await checkInputs(plan.jobs, lookup, { signal })
      : [];
  const faults = [...planned, ...ofInputs];
  faults.forEach((fault) => report(faultText(sheet.name, fault)));
  if (faults.length > 0)
    throw recordProblem({
      code: 'sheet-faulty',
      ...{ name: sheet.name, count: faults.length },
      storeCode: planned.length > 0 ? undefined : ofInputs[0]?.code,
    });
  return { name: sheet.name, content, jobs: plan.jobs, checkedInJob: plan.checkedInJob };
}

const contentOf = (file: string): Promise<Uint8Array> =>
  readFile(file).catch((error: Error) => {
    throw recordProblem({ code: 'sheet-unreadable', file, detail: error.message }, error);
  });
