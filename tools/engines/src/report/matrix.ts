/** The result of one definition in one engine. */
export interface Cell {
  readonly engine: string;
  readonly definition: string;
  /** Empty: it passed. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

export interface Matrix {
  /** Versions by engine, in the order of the columns. */
  readonly engines: Readonly<Record<string, string>>;
  readonly definitions: readonly string[];
  /** Definitions whose image holds a stand-in for the tool. */
  readonly standIns: readonly string[];
  readonly cells: readonly Cell[];
}

export const hasFailed = ({ cells }: Matrix): boolean =>
  cells.length === 0 || cells.some(({ problems }) => problems.length > 0);

/** One line on stderr for a result: `ok bwa-mem in cwltool: 3 s`. */
export function lineOf({ engine, definition, problems, seconds }: Cell): string {
  const head = `${problems.length === 0 ? 'ok' : 'FAILED'} ${definition} in ${engine}: ${seconds.toFixed(0)} s`;
  return [head, ...problems.map((problem) => `    ${problem.replaceAll('\n', '\n    ')}`)].join(
    '\n',
  );
}

/** A table for a terminal. A definition that was not run in an engine has a dot. */
export function tableOf({ engines, definitions, standIns, cells }: Matrix): string {
  const names = Object.keys(engines);
  const head = ['', ...names.map((name) => `${name} ${engines[name]}`)];
  const rows = definitions.map((definition) => [
    `${definition}${standIns.includes(definition) ? ' (stand-in)' : ''}`,
    ...names.map((engine) => {
      const cell = cells.find((one) => one.engine === engine && one.definition === definition);
      if (!cell) return '.';
      return cell.problems.length === 0 ? `${cell.seconds.toFixed(0)} s` : 'FAILED';
    }),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
