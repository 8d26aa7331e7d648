import { duplicateSamples } from './duplicate-samples.ts';
import { parsePythonJson } from './python-json.ts';
import { unreadFiles } from './unread-files.ts';
import { withoutDate } from './without-date.ts';
import { withoutPaths } from './without-paths.ts';

describe('the files that no module read', () => {
  const sources = { Samtools: { stats: { a: '/w/inputs/a.stats.txt' } }, fastp: { all: {} } };

  it('are those that are no sample’s source', () => {
    expect(unreadFiles(['/w/inputs/a.stats.txt', '/w/inputs/1/a.stats.txt'], sources)).toEqual([
      '/w/inputs/1/a.stats.txt',
    ]);
  });

  it('are not those of the user’s own content, whose sources are not noted', () => {
    expect(unreadFiles(['/w/inputs/plot_mqc.png'], sources)).toEqual([]);
  });
});

it('samples that occur twice are found in the log, each once', () => {
  const line =
    '[2026-11-28 06:46:39,386] multiqc.modules.samtools.stats                     [DEBUG  ]  Duplicate sample name found! Overwriting: s';
  const other = '[2026-11-28 06:46:39,434] multiqc       [INFO   ]  Report      : report.html';
  expect(duplicateSamples([line, other, line].join('\n'))).toEqual([
    'samtools.stats: Duplicate sample name found! Overwriting: s',
  ]);
});

it('a text has no directory of its job any more', () => {
  const text = 'a\t/s/x/dir/inputs/1/a.txt\n"/s/x/dir/tmp/multiqc", "/s/x/dir", /mnt/b.txt';
  expect(
    withoutPaths(text, [
      ['/s/x/dir', '.'],
      ['/s/x/dir/', ''],
      ['/s/x/dir/inputs/', ''],
      ['/mnt/b.txt', 'b.txt'],
    ]),
  ).toBe('a\t1/a.txt\n"tmp/multiqc", ".", b.txt');
});

it('numbers that only Python’s JSON has are read as null, and texts stay', () => {
  const text = '{"a": NaN, "b": [1, -Infinity], "c": "is NaN", "d": Infinity\n}';
  expect(parsePythonJson(text)).toEqual({ a: null, b: [1, null], c: 'is NaN', d: null });
});

it('a page and its data have no time', () => {
  expect(withoutDate('<p>Report\n    generated on 2026-11-28, 08:33 UTC\n  \n')).toBe(
    '<p>Report\n  \n',
  );
  expect(withoutDate('{"config_creation_date": "2026-11-28, 08:33 UTC", "a": 1}')).toBe(
    '{"config_creation_date": "", "a": 1}',
  );
});
