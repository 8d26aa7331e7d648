import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const argv = (...options: string[]): readonly (readonly string[])[] =>
  commandOf(tool, options).map(({ pipeline }) => pipeline[0]);

describe('the command of multiqc', () => {
  it('reads the files, asks no server, and finishes the report', () => {
    expect(argv('--results', 'a.txt', 'it\'s "b".log')).toEqual([
      [
        ...['multiqc', '--no-ansi', '--interactive', '--cl-config', 'no_version_check: true'],
        ...['--outdir', './tmp/multiqc', '--filename', 'report.html'],
        ...['--data-dir', '--data-format', 'tsv', './inputs/a.txt', './inputs/it\'s "b".log'],
      ],
      [
        ...['node', '/opt/joblayer/finish/main.ts', './tmp/multiqc'],
        ...['./outputs/report/multiqc_report.html', './outputs/data/multiqc_data'],
        ...['--', './inputs/a.txt', './inputs/it\'s "b".log'],
      ],
    ]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const [multiqc = [], finish = []] = argv(
      ...['--results-dir', 'all/', '--results', 'a.txt', '--title', 'A run', '--comment', 'late'],
      ...['--modules', 'fastqc,samtools', '--ignore-samples', '*_x', '--directory-names'],
      ...['--full-names', '--file-names', '--data-format', 'json', '--sample-names', 'n.tsv'],
      ...['--config', 'c.yaml', '--skip-unread', '--keep-last', '--extra-args', '--strict'],
    );
    expect(multiqc.slice(multiqc.indexOf('--data-format'))).toEqual([
      ...['--data-format', 'json', '--title', 'A run', '--comment', 'late'],
      ...['--module', 'fastqc', '--module', 'samtools', '--ignore-samples', '*_x'],
      ...['--dirs', '--fullnames', '--fn_as_s_name'],
      ...['--replace-names', './inputs/n.tsv', '--config', './inputs/c.yaml', '--strict'],
      ...['./inputs/a.txt', './inputs/all'],
    ]);
    expect(finish.slice(-5)).toEqual([
      ...['--skip-unread', '--keep-last', '--', './inputs/a.txt', './inputs/all'],
    ]);
    const [without = []] = argv('--results', 'a.txt', '--exclude-modules', 'star');
    expect(without.slice(-3)).toEqual(['--exclude', 'star', './inputs/a.txt']);
  });

  it.each([
    [['--title', 'x'], 'neither --results nor --results-dir was given'],
    [
      ['--results', 'a', '--modules', 'star', '--exclude-modules', 'star'],
      '--modules and --exclude-modules were both given',
    ],
    [['--results', 'a', '--directory-names'], '--directory-names was given without --results-dir'],
    [['--results', 'a', '--modules', 'a b'], 'must be names of modules'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(...options)).toThrow(message);
  });
});
