import type { Cell, Matrix } from './matrix.ts';
import { withResults } from './page-table.ts';

const PAGE =
  'a\n<!-- results: written by `npm run test:engines -- --all` -->\nold\n<!-- end of results -->\nb\n';
const cell = (engine: string, definition: string, problems: readonly string[] = []): Cell => ({
  ...{ engine, definition, problems, seconds: 1 },
});
const matrix = (...cells: readonly Cell[]): Matrix => ({
  engines: { docker: '20.10', cwltool: '3.3' },
  definitions: ['bwa-mem', 'isaac', 'bad input', 'output not made', 'docs/workflow-engines.md'],
  standIns: ['isaac'],
  cells,
});

describe('the results in the page about workflow engines', () => {
  it('count what passed in each engine, and name stand-ins', () => {
    const page = withResults(
      PAGE,
      matrix(
        ...[cell('docker', 'bwa-mem'), cell('docker', 'isaac'), cell('docker', 'bad input')],
        cell('docker', 'output not made'),
        ...[cell('cwltool', 'bwa-mem'), cell('cwltool', 'isaac', ['exit code 1'])],
        ...[cell('cwltool', 'bad input'), cell('cwltool', 'docs/workflow-engines.md')],
      ),
    );
    expect(page).toContain(
      '| docker | 20.10 | 2 of 2 | refused, with the reason in the log | no failure |  |\n' +
        '| cwltool | 3.3 | 1 of 2 | refused, with the reason in the log | failed | run as written |',
    );
    expect(page).toContain('The definitions: bwa-mem, isaac. The images of isaac held a stand-in');
    expect(page).not.toContain('old');
  });

  it.each([
    ['made the same outputs', []],
    ['failed', ['exit code 1']],
  ])('say that the run under Nextflow’s profile for Apptainer %s', (result, problems) => {
    const page = withResults(PAGE, matrix(cell('nextflow', 'apptainer profile', problems)));
    expect(page).toContain(`under Nextflow's profile \`apptainer\`, and ${result}.`);
  });

  it('show that an engine failed', () => {
    const page = withResults(PAGE, matrix(cell('cwltool', 'bad input', ['it succeeded'])));
    expect(page).toContain('| cwltool | 3.3 | 0 of 2 | failed | failed |  |');
  });

  it('need their place in the page', () => {
    expect(() => withResults('a', matrix())).toThrow('the page has no lines');
  });
});
