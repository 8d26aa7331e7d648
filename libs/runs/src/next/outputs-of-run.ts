import pLimit from 'p-limit';
import type { RunContext } from '../context.ts';
import type { Run } from '../record/open-run.ts';
import { readOutputManifest } from '../status/outcomes-from-manifests.ts';
import { type RowStatus, statusOf } from '../status/run-status.ts';

/** The sheet for the next step. */
export interface OutputSheet {
  readonly columns: readonly string[];
  /** Those that hold outputs. */
  readonly outputs: readonly string[];
  /** The succeeded rows, in the order of the sheet. An absent output is an empty cell. */
  readonly rows: readonly OutputRow[];
  /** Rows that did not succeed, and so are not in the sheet. */
  readonly left: readonly RowStatus[];
  /** Columns of the old sheet whose name is that of an output: the output's location is there now. */
  readonly replaced: readonly string[];
  /** Succeeded rows without an output manifest. Their outputs are where the plan says. */
  readonly planned: readonly number[];
}

export interface OutputRow {
  /** The row in the run's own sheet. */
  readonly index: number;
  readonly cells: Readonly<Record<string, string>>;
}

const MANIFESTS_AT_ONCE = 16;

/** One row for each row that succeeded: its columns, and a column for each output. */
export async function outputsOf(run: Run, context: RunContext): Promise<OutputSheet> {
  const { rows } = await statusOf(run, context);
  const succeeded = rows.filter(({ state }) => state === 'succeeded');
  const limit = pLimit(MANIFESTS_AT_ONCE);
  const found = await Promise.all(succeeded.map((row) => limit(() => outputCells(row, context))));
  const given = union(succeeded.map(({ job }) => Object.keys(job.columns)));
  const made = union(succeeded.map(({ job }) => job.outputs.map(({ flag }) => flag)));
  const columns = [...given.filter((column) => !made.includes(column)), ...made];
  return {
    columns,
    outputs: made,
    rows: succeeded.map(({ job }, position) => {
      const all: Record<string, string> = { ...job.columns, ...blank(made) };
      Object.assign(all, found[position]?.cells);
      const cells = columns.map((column) => [column, all[column] ?? ''] as const);
      return { index: job.index, cells: Object.fromEntries(cells) };
    }),
    left: rows.filter(({ state }) => state !== 'succeeded'),
    replaced: given.filter((column) => made.includes(column)),
    planned: succeeded.flatMap(({ job }, position) =>
      found[position]?.isPlanned ? job.index : [],
    ),
  };
}

/** A job may leave out an output, or give it another suffix than planned: the manifest says so. */
async function outputCells({ job }: RowStatus, context: RunContext) {
  const manifest = await readOutputManifest(job.outputManifest, context);
  if (!manifest) {
    const cells = Object.fromEntries(job.outputs.map(({ flag, location }) => [flag, location]));
    return { cells, isPlanned: true };
  }
  const locations = new Map(manifest.outputs.map(({ name, location }) => [name, location]));
  const cells = job.outputs.flatMap(({ name, flag }) => {
    const location = locations.get(name);
    return location === undefined ? [] : [[flag, location] as const];
  });
  return { cells: Object.fromEntries(cells), isPlanned: false };
}

const union = (lists: readonly (readonly string[])[]): readonly string[] => [
  ...new Set(lists.flat()),
];

const blank = (columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, '']));
