import { faultText } from '../fault.ts';
import type { SheetFormat } from '../sheet.ts';
import { readSheet } from './read-sheet.ts';

const read = (name: string, content: string | Uint8Array, format?: SheetFormat) =>
  readSheet({ name, content: Buffer.from(content), format });

/** The rows as objects with their lines. */
const rowsOf = (...given: Parameters<typeof read>) => {
  const { columns, rows, faults } = read(...given);
  expect(faults).toEqual([]);
  return rows.map(({ line, cells }) => [
    line,
    Object.fromEntries(columns.map(({ name }, i) => [name, cells[i]])),
  ]);
};

const faultsOf = (...given: Parameters<typeof read>) =>
  read(...given).faults.map((fault) => faultText(given[0], fault));

const ROWS = [
  [2, { a: '1', b: 'x y' }],
  [3, { a: '2', b: undefined }],
];

describe('a table', () => {
  it.each([
    ['as TSV', 's.tsv', 'a\tb\n1\tx y\n2\t\n'],
    ['as CSV', 's.csv', 'a,b\n1,x y\n2,\n'],
    ['whose suffix is in capitals', 'S.TSV', 'a\tb\n1\tx y\n2\t\n'],
    ['with a byte-order mark', 's.tsv', '\uFEFFa\tb\n1\tx y\n2\t\n'],
    ['with CRLF', 's.csv', 'a,b\r\n1,x y\r\n2,\r\n'],
    ['with CR, as an old Excel for Mac writes it', 's.csv', 'a,b\r1,x y\r2,\r'],
    ['without a line break at its end', 's.tsv', 'a\tb\n1\tx y\n2\t'],
    [
      'with blank lines and lines of empty cells at its end',
      's.tsv',
      'a\tb\n1\tx y\n2\t\n\n\t\n \n',
    ],
    ['with spaces around headings and cells', 's.csv', ' a , b \n 1 ,  x y \n2,  \n'],
    ['with quotes that it does not need', 's.csv', '"a","b"\n"1","x y"\n"2",""\n'],
    ['with an empty column that has no heading', 's.tsv', 'a\tb\t\n1\tx y\t\n2\t\t\n'],
    ['with empty cells after the last column', 's.csv', 'a,b\n1,x y,,\n2,,,\n'],
  ])('%s gives its rows', (_, name, text) => {
    expect(rowsOf(name, text)).toEqual(ROWS);
  });

  it('keeps numbers and words as they are written', () => {
    const text = 'a\tb\tc\td\n1e3\t007\tTRUE\tnull\n';
    expect(rowsOf('s.tsv', text)).toEqual([[2, { a: '1e3', b: '007', c: 'TRUE', d: 'null' }]]);
  });

  it('leaves out blank lines between rows, and counts them', () => {
    expect(rowsOf('s.tsv', '\na\tb\n\n1\t2\n\t\n3\t4\n')).toEqual([
      [4, { a: '1', b: '2' }],
      [6, { a: '3', b: '4' }],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('counts the lines of a quoted cell, with %j', (end) => {
    const lines = ['a,b', '1,"x, ""y""', '', 'z"', '2,"q"', '3,'];
    expect(rowsOf('s.csv', lines.join(end))).toEqual([
      [2, { a: '1', b: 'x, "y"\n\nz' }],
      [5, { a: '2', b: 'q' }],
      [6, { a: '3', b: undefined }],
    ]);
  });

  it('takes a quote in the middle of a cell as it is', () => {
    expect(rowsOf('s.tsv', 'a\tb\n5" disk\t-R "x"\n')).toEqual([
      [2, { a: '5" disk', b: '-R "x"' }],
    ]);
  });

  it('takes the format that is stated, whatever the suffix', () => {
    expect(rowsOf('samples.txt', 'a\tb\n1\t2\n', 'tsv')).toEqual([[2, { a: '1', b: '2' }]]);
  });
});

describe('a sheet in JSON', () => {
  it('has texts, numbers as they are written, switches, lists and cells that are not given', () => {
    const row =
      '{"a": "x", "b": 1.10, "c": 12345678901234567890, "d": true, "e": null, "f": ["p;q", 2], "g": "", "h": []}';
    const cells = { a: 'x', b: '1.10', c: '12345678901234567890', d: 'true', f: ['p;q', '2'] };
    expect(rowsOf('s.jsonl', row)).toEqual([[1, cells]]);
    expect(rowsOf('s.json', `[\n${row}\n]`)).toEqual([[2, cells]]);
  });

  it('has the line where each object begins, and columns in the order of their first use', () => {
    const text = '[\n {\n  "a": "{\\"[]\\n"\n },\n {"b": "2",\n  "a": "3"},\n {}\n]\n';
    expect(rowsOf('s.json', text)).toEqual([
      [2, { a: '{"[]\n', b: undefined }],
      [5, { a: '3', b: '2' }],
    ]);
    expect(read('s.json', text).columns).toEqual([
      { name: 'a', line: 2 },
      { name: 'b', line: 5 },
    ]);
  });

  it('has one object a line in .jsonl, in which blank lines count', () => {
    expect(rowsOf('s.jsonl', '\uFEFF{"a":"1"}\r\n\r\n{"a":"2"}\r\n')).toEqual([
      [1, { a: '1' }],
      [3, { a: '2' }],
    ]);
  });
});

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a sheet that cannot be read', () => {
  it.each<[title: string, name: string, content: string | Uint8Array, expected: readonly string[]]>(
    [
      [
        'is empty',
        's.tsv',
        '',
        [
          's.tsv: the sheet is empty. Its first line holds the headings, and each other line one job.',
        ],
      ],
      [
        'holds blank lines only',
        's.csv',
        '\uFEFF\r\n\r\n',
        [
          's.csv: the sheet is empty. Its first line holds the headings, and each other line one job.',
        ],
      ],
      [
        'has headings only',
        's.tsv',
        'a\tb\n',
        ['s.tsv: the sheet has headings and no rows. Add one row for each job.'],
      ],
      [
        'has a row with too few cells',
        's.tsv',
        'a\tb\n1\n',
        [
          's.tsv:2: this row has 1 cell, and there are 2 headings. Write an empty cell, a tab more, for each value that is not given.',
        ],
      ],
      [
        'has a row with too many cells',
        's.csv',
        'a,b\n1,2\n1,2,3\n',
        [
          's.csv:3: this row has 3 cells, and there are 2 headings. Remove a comma, or put a cell that contains one between quotes.',
        ],
      ],
      [
        'has a heading twice',
        's.tsv',
        '\n a\tb\ta \n1\t2\t3\n',
        ['s.tsv:2 a: columns 1 and 3 have the same heading. Rename or remove one of them.'],
      ],
      [
        'has values without a heading',
        's.csv',
        'a,,b\n1,,2\n1,x,2\n',
        [
          's.csv:1: column 2 has no heading, and line 3 has a value in it. Give it the name of an option, or remove it.',
        ],
      ],
      [
        'is not UTF-8',
        's.tsv',
        latin1('a\tb\r\n1\t2\r\nM\xfcller\t3\r\n'),
        ['s.tsv:3: this line is not text in UTF-8. Save the sheet as UTF-8.'],
      ],
      [
        'is UTF-16',
        's.txt',
        bytes(0xff, 0xfe, 0x61, 0),
        [
          's.txt: the file is text in UTF-16, which Excel calls Unicode text. Export it as TSV or CSV in UTF-8.',
        ],
      ],
      [
        'holds a NUL character',
        's.tsv',
        'a\tb\n1\t2\n3\t\0\n',
        [
          's.tsv:3: this line holds a NUL character, which a text cannot contain. Export it as TSV or CSV in UTF-8.',
        ],
      ],
      [
        'is a workbook',
        's.xlsx',
        bytes(0x50, 0x4b, 3, 4, 0),
        [
          's.xlsx: the file is a workbook of a spreadsheet program, or another ZIP file. Export it as TSV or CSV in UTF-8.',
        ],
      ],
      [
        'is a workbook with the suffix of a table',
        's.csv',
        bytes(0xd0, 0xcf, 0x11, 0xe0, 0),
        ['s.csv: the file is a workbook of an old Excel. Export it as TSV or CSV in UTF-8.'],
      ],
      [
        'is compressed',
        's.tsv.gz',
        bytes(0x1f, 0x8b, 8),
        ['s.tsv.gz: the file is compressed with gzip. Unpack it with gunzip.'],
      ],
      [
        'has no known suffix',
        's.txt',
        'a\tb\n',
        [
          's.txt: the suffix of the file states no known format. Name it .tsv, .csv, .jsonl, .json, or state its format.',
        ],
      ],
      [
        'has semicolons for commas',
        's.csv',
        'a;b\n1;2\n',
        [
          's.csv:1: the headings are separated by semicolons, and a CSV file has commas. Excel writes such files in some countries. Export it with commas, or as TSV (text separated by tabs).',
        ],
      ],
      [
        'has tabs for commas',
        's.csv',
        'a\tb\n1\t2\n',
        [
          's.csv:1: the headings are separated by tabs, and a CSV file has commas. Name the file .tsv, or state its format as tsv.',
        ],
      ],
      [
        'has commas for tabs',
        's.tsv',
        'a,b\n1,2\n',
        [
          's.tsv:1: the headings are separated by commas, and a TSV file has tabs. Name the file .csv, or state its format as csv.',
        ],
      ],
      [
        'begins with a hint for Excel',
        's.csv',
        'sep=,\na,b\n1,2\n',
        [
          's.csv:1: this line, sep=,, is a hint for Excel only. Delete it. The first line holds the headings.',
        ],
      ],
      [
        'has a quote that is not closed',
        's.csv',
        'a,b\n1,"2\n3,4\n5,6\n',
        [
          's.csv:2: a quote that begins in this row is not closed. Write a quote inside a quoted cell twice.',
        ],
      ],
      [
        'has text after a quote',
        's.tsv',
        'a\tb\n1\t2\n3\n"4"x\t5\n',
        [
          's.tsv:3: this row has 1 cell, and there are 2 headings. Write an empty cell, a tab more, for each value that is not given.',
          's.tsv:4: a quoted cell has text after its last quote. Write a quote inside a quoted cell twice.',
        ],
      ],
      [
        'is a JSON object',
        's.json',
        '{"a": 1}',
        [
          's.json: the text is not an array of objects. Write [{"column": value, …}, …], with one object for each job.',
        ],
      ],
      [
        'is an empty array',
        's.json',
        '[]',
        [
          's.json: the array has no objects. Write [{"column": value, …}, …], with one object for each job.',
        ],
      ],
      [
        'is a JSON file without text',
        's.json',
        ' \n',
        [
          's.json: the sheet is empty. Write [{"column": value, …}, …], with one object for each job.',
        ],
      ],
      [
        'has something other than objects',
        's.json',
        '[\n{"a": 1},\n[{"b": 2}, []],\n3]',
        [
          's.json:3: expected an object, {"column": value, …}.',
          's.json:4: expected an object, {"column": value, …}.',
        ],
      ],
      [
        'has values of no cell',
        's.jsonl',
        '{"a": {"b": [1]}, "c": "1"}\n{"a": [[1]]}\n{"a": [""]}\n{"a": "\\u0000"}\n{"a": "\\ud800"}',
        [
          'the value is an object',
          'the list holds something other than texts and numbers, or an empty text',
          'the list holds something other than texts and numbers, or an empty text',
          'the text holds a NUL character',
          'the text holds half of a surrogate pair',
        ].map(
          (problem, i) =>
            `s.jsonl:${i + 1} a: ${problem}. Give each name once, with a text, a number, true, false, null, or a list of texts.`,
        ),
      ],
      [
        'has a name twice in an object',
        's.jsonl',
        '{"a": 1, "a": 2}',
        [
          's.jsonl:1 a: this object has the name twice. Give each name once, with a text, a number, true, false, null, or a list of texts.',
        ],
      ],
      [
        'is an array in .jsonl',
        's.jsonl',
        '[{"a": 1}]',
        ['s.jsonl: the text is an array, not one object a line. Name the file .json.'],
      ],
    ],
  )('because it %s is reported with its line', (_, name, content, expected) => {
    expect(faultsOf(name, content)).toEqual(expected);
  });

  // The words of Node.js differ between its versions. The line does not.
  it.each<[title: string, name: string, text: string, start: string, end: string]>([
    [
      'a comma too many',
      's.json',
      '[\n{"a": "x"},\n{"b": 1},\n]',
      's.json:4: the text is not JSON here: ',
      '.',
    ],
    [
      'a word without quotes',
      's.json',
      '[\n{"a": "secret"},\n{"b": secret}\n]',
      's.json:3: the text is not JSON here: ',
      '.',
    ],
    ['no end', 's.json', '[\n{"a": "x"},\n', 's.json:3: the text is not JSON here: ', '.'],
    [
      'one object a line in .json',
      's.json',
      '{"a": 1}\n{"a": 2}\n',
      's.json:2: the text is not JSON here: ',
      ' For one object a line, name the file .jsonl.',
    ],
    [
      'a wrong line in .jsonl',
      's.jsonl',
      '{"a": 1}\n\n{"a": secret\n',
      's.jsonl:3: the text is not JSON here: ',
      ' Write one object on each line, {"column": value, …}.',
    ],
  ])(
    'because of %s is reported with its line, and without its content',
    (_, name, text, start, end) => {
      const [fault = '', ...others] = faultsOf(name, text);
      expect(others).toEqual([]);
      expect(fault.startsWith(start)).toBe(true);
      expect(fault.endsWith(end)).toBe(true);
      expect(fault).not.toContain('secret');
    },
  );
});
