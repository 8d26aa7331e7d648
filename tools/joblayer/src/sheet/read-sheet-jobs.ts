import {
  checkInputs,
  checkOutputs,
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
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { recordProblem } from '../runs/problems.ts';

/** A sheet of the outputs of a run. */
export interface MadeSheet {
  readonly name: string;
  /** As CSV. */
  readonly content: Uint8Array;
  readonly outputs: readonly string[];
}

export interface SheetOptions {
  /** The file; undefined: one job, from the command line alone. */
  readonly file: string | undefined;
  readonly format: SheetFormat | undefined;
  readonly ignoreColumns: boolean;
  readonly mergeLanes: boolean | undefined;
  readonly checkInputs: boolean;
  /** A sheet that was made here, instead of a file. */
  readonly made?: MadeSheet | undefined;
}

/** The jobs of a sheet, or what is wrong with it. */
export interface SheetJobs {
  readonly name: string;
  /** Of the file's bytes. */
  readonly sha256: string;
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
 * @throws ProblemError `sheet-absent`, `sheet-unreadable`; `sheet-faulty` after all faults were reported
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
    select = (jobs) => jobs,
    variables,
  }: {
    readonly storeFor: StoreFor;
    readonly signal: AbortSignal;
    readonly rule: PlaceRule;
    readonly report: (line: string) => void;
    /** The jobs that are wanted. Asked only if the sheet has no fault. */
    readonly select?: ((jobs: readonly SheetJob[]) => readonly SheetJob[]) | undefined;
    /** The environment of the jobs, if it is known. */
    readonly variables?: Readonly<Record<string, string>> | undefined;
  },
): Promise<SheetJobs> {
  const { ignoreColumns, mergeLanes, made } = options;
  const { sheet, content } = await sheetOf(options);
  const plan = planSheet(definition, sheet, constants, {
    ...{ ignoreColumns, mergeLanes, variables, outputsBefore: made?.outputs },
  });
  const jobs = plan.faults.length === 0 ? select(plan.jobs) : plan.jobs;
  const ofPlace = rule(jobs);
  const planned = [...plan.faults, ...ofPlace];
  const lookup = {
    stat: async (location: Parameters<StoreFor>[0]) => (await storeFor(location)).stat(location),
    list: async (location: Parameters<StoreFor>[0]) => (await storeFor(location)).list(location),
  };
  // Why a file of this machine is wrong for other machines says more than that it is absent, too.
  const wrong = new Set(ofPlace.map(({ line }) => line));
  const placed = jobs.filter(({ lines }) => !lines.some((line) => wrong.has(line)));
  const ofInputs = options.checkInputs
    ? [
        ...(await checkInputs(placed, lookup, { signal })),
        ...(await checkOutputs(placed, lookup, { signal })),
      ]
    : [];
  const faults = [...planned, ...ofInputs].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  );
  faults.forEach((fault) => report(faultText(sheet.name, fault)));
  if (faults.length > 0)
    throw recordProblem({
      code: 'sheet-faulty',
      ...{ name: sheet.name, count: faults.length },
      storeCode: planned.length > 0 ? undefined : ofInputs[0]?.code,
    });
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name: sheet.name, sha256, jobs, checkedInJob: plan.checkedInJob };
}

async function sheetOf({ file, format, made }: SheetOptions): Promise<{
  readonly sheet: Sheet;
  readonly content: Uint8Array;
}> {
  if (made) return { sheet: readSheet({ ...made, format: 'csv' }), content: made.content };
  if (file === undefined) return { sheet: COMMAND_LINE, content: new Uint8Array() };
  const content = await contentOf(file);
  return { sheet: readSheet({ name: file, content, format }), content };
}

const contentOf = (file: string): Promise<Uint8Array> =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw recordProblem({ code: 'sheet-absent', file }, error);
    throw recordProblem({ code: 'sheet-unreadable', file, detail: error.message }, error);
  });
