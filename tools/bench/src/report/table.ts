import type { Summary } from '../measure/summary.ts';
import type { Failure } from '../measure/sample.ts';
import type { Verdict } from './goals.ts';

/** The results of one load. */
export interface LoadResult {
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly summaries: readonly Summary[];
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly Failure[];
}

/** A load's results in Markdown: a table of all contenders, and its goals. */
export function loadSection({ name, title, summaries, verdicts, failures }: LoadResult): string {
  return [
    `## ${title}: \`${name}\``,
    '',
    ...markdownTable(HEADINGS, summaries.map(row)),
    '',
    ...verdicts.map((verdict) => `- ${verdictText(verdict)}`),
    ...(verdicts.length > 0 ? [''] : []),
    ...failureLines(failures),
    ...(summaries.some(({ disturbed }) => disturbed > 0) ? [DISTURBED, ''] : []),
  ].join('\n');
}

/** The number of failures of each peer, with the last line of its first failure. */
function failureLines(failures: readonly Failure[]): string[] {
  const byContender = [...Map.groupBy(failures, ({ contender }) => contender)];
  return byContender.flatMap(([contender, [first, ...more]]) => [
    `${contender} failed ${more.length + 1} times, first with: ${lastLine(first?.message)}`,
    '',
  ]);
}

const lastLine = (text = '') => text.trimEnd().split('\n').at(-1);

const DISTURBED =
  '\\* This many rounds are indicative only: in each try, other processes took more than a quarter of the CPUs.';

const HEADINGS = [
  'Side',
  'Median s',
  'Min-max s',
  '× fastest peer',
  'CPU s',
  'CPU s/GB',
  'Peak MiB',
  'Rounds',
];

function row(summary: Summary): string[] {
  const { contender, role, rounds, disturbed } = summary;
  const name = { ours: `**${contender}**`, peer: contender, ceiling: `_${contender}_` }[role];
  return [
    name,
    seconds(summary.medianMs),
    `${seconds(summary.minMs)}-${seconds(summary.maxMs)}`,
    optional(summary.ratioToFastestPeer),
    summary.cpuSeconds.toFixed(2),
    optional(summary.cpuSecondsPerGB),
    summary.peakMemoryMiB.toFixed(0),
    disturbed > 0 ? `${rounds} (${disturbed}\\*)` : String(rounds),
  ];
}

const optional = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2));

const seconds = (ms: number) => (ms / 1000).toFixed(ms < 1000 ? 3 : 2);

const numberOf = ({ unit, limit }: Pick<Verdict, 'unit' | 'limit'>, value: number): string =>
  unit ? `${value.toFixed(0)} ${unit}` : value.toFixed(limit < 0.1 ? 3 : 2);

export function verdictText(verdict: Verdict): string {
  const { what, limit, measured, met } = verdict;
  const number = (value: number) => numberOf(verdict, value);
  const goal = `${what}: goal ≤ ${number(limit)}`;
  if (measured === undefined) return `${goal}, **not measured**`;
  return `${goal}, measured ${number(measured)}: ${met ? 'met' : '**not met**'}`;
}

/** All goals of a run, in one table. */
export function goalsSection(loads: readonly Pick<LoadResult, 'verdicts'>[]): string[] {
  const verdicts = loads.flatMap((load) => load.verdicts);
  if (verdicts.length === 0) return [];
  const rows = verdicts.map((verdict) => {
    const { load, what, limit, measured, met } = verdict;
    const number = (value: number) => numberOf(verdict, value);
    return [
      `${what} (\`${load}\`)`,
      `≤ ${number(limit)}`,
      measured === undefined ? 'not measured' : number(measured),
      met ? 'yes' : '**no**',
    ];
  });
  return ['## Goals', '', ...markdownTable(['Ratio', 'Goal', 'Measured', 'Met'], rows), ''];
}

/** The lines of a table whose first column is left-aligned, and the others right. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(headings),
    line(headings.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ];
}
