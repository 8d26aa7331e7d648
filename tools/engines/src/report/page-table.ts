import { ABSENT, APPTAINER_PROFILE, FAILING, OTHER_ROWS, PAGE_ROW } from './rows.ts';
import type { Cell, Matrix } from './matrix.ts';

const START = '<!-- results: written by `npm run test:engines -- --all` -->';
const END = '<!-- end of results -->';

/** Replaces the results in a page. @throws Error if the page has no place for them */
export function withResults(page: string, matrix: Matrix): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the page has no lines ${START} and ${END}`);
  return `${before}${START}\n\n${resultsOf(matrix)}\n\n${END}${after}`;
}

function resultsOf({ engines, definitions, standIns, cells }: Matrix): string {
  const names = definitions.filter((name) => !OTHER_ROWS.includes(name));
  const rows = Object.entries(engines).map(([engine, version]) => {
    const own = cells.filter((cell) => cell.engine === engine);
    const passed = names.filter((name) => passes(own, name));
    return [
      ...[engine, version, `${passed.length} of ${names.length}`],
      passes(own, FAILING) ? 'refused, with the reason in the log' : 'failed',
      passes(own, ABSENT) ? 'no failure' : 'failed',
      own.some(({ definition }) => definition === PAGE_ROW)
        ? passes(own, PAGE_ROW)
          ? 'run as written'
          : 'failed'
        : '',
    ];
  });
  const head = [
    'Engine',
    'Version',
    'Definitions that pass',
    'Bad input',
    'Output not made',
    'Commands above',
  ];
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const note =
    standIns.length === 0
      ? ''
      : ` The images of ${standIns.join(', ')} held a stand-in for the tool, because its sources could not be downloaded there.`;
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
    `The definitions: ${names.join(', ')}.${note}`,
    ...profileLines(cells),
  ].join('\n');
}

/** Of a run of Nextflow alone. */
function profileLines(cells: readonly Cell[]): string[] {
  const own = cells.filter(({ definition }) => definition === APPTAINER_PROFILE);
  if (own.length === 0) return [];
  const result = passes(own, APPTAINER_PROFILE) ? 'made the same outputs' : 'failed';
  return ['', `One definition also ran under Nextflow's profile \`apptainer\`, and ${result}.`];
}

const passes = (cells: readonly Cell[], definition: string): boolean =>
  cells.some((cell) => cell.definition === definition && cell.problems.length === 0);
