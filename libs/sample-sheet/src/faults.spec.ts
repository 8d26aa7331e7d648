import { CONSTANTS, faultsOf, plan } from './testing/sheets.ts';

const HEADING = 'sample\treads1\treads2\n';
const tsv = (...rows: readonly string[]) => HEADING + rows.map((row) => `${row}\n`).join('');
const GOOD = 'A\ts3://bkt/a_1.fq.gz\ts3://bkt/a_2.fq.gz';

type Case = readonly [
  title: string,
  given: Parameters<typeof faultsOf>,
  expected: readonly string[],
];

const at = (line: number | '', column: string, text: string): string =>
  `samples.tsv${line === '' ? '' : `:${line}`}${column === '' ? '' : ` ${column}`}: ${text}`;

const CASES: readonly Case[] = [
  [
    'an input whose suffix the tool does not read',
    ['samples.tsv', tsv(GOOD, 'B\ts3://bkt/b.bam\t')],
    [
      at(
        3,
        'reads1',
        '--reads1 expects a name that ends in .fastq.gz or .fq.gz or .fq, got s3://bkt/b.bam.',
      ),
    ],
  ],
  [
    'a text that is no location',
    ['samples.tsv', tsv('B\tftp://h/b.fq\t')],
    [
      at(
        2,
        'reads1',
        '--reads1: "ftp://h/b.fq" has the scheme ftp://, which cannot be staged. Give an S3 location (s3://bucket/key), a local path, or for an input https://….',
      ),
    ],
  ],
  [
    'a required input that is missing in one row',
    ['samples.tsv', tsv(GOOD, 'B\t\t')],
    [at(3, 'reads1', '--reads1 is missing: Reads.')],
  ],
  [
    'a required input that is missing everywhere, once',
    ['samples.tsv', tsv(GOOD, 'B\ts3://bkt/b.fq\t'), ['--output-dir', 's3://bkt/out/']],
    [at('', '', '--reference is missing: The genome.')],
  ],
  [
    'every wrong cell of every row, and not only the first',
    [
      'samples.tsv',
      'sample\treads1\tminScore\tplatform\nA/B\ts3://bkt/x.bam\t61\tPACBIO\nB\tb.fq\t1.5\tONT\n',
    ],
    [
      at(
        2,
        'reads1',
        '--reads1 expects a name that ends in .fastq.gz or .fq.gz or .fq, got s3://bkt/x.bam.',
      ),
      at(2, 'sample', '--sample expects text that matches ^[\\w.-]+$, got "A/B".'),
      at(2, 'minScore', '--min-score expects a whole number from 0 to 60, got 61.'),
      at(2, 'platform', '--platform expects one of ILLUMINA, ONT, got "PACBIO".'),
      at(3, 'minScore', '--min-score expects a whole number from 0 to 60, got 1.5.'),
    ],
  ],
  [
    'a number that is none',
    ['samples.tsv', 'reads1\tminScore\na.fq\tmany\n'],
    [at(2, 'minScore', '--min-score expects a whole number from 0 to 60, got "many".')],
  ],
  [
    'a switch that is neither true nor false',
    ['samples.tsv', 'reads1\tsoft-clip\na.fq\tyes\n'],
    [at(2, 'soft-clip', '--soft-clip expects true or false, got "yes".')],
  ],
  [
    'an option of the runtime that is out of range',
    ['samples.tsv', 'reads1\tcpus\tifComplete\na.fq\t0\tmaybe\n'],
    [
      at(2, 'cpus', '--cpus expects a whole number of at least 1, got "0".'),
      at(2, 'ifComplete', '--if-complete expects one of skip, fail, rerun, got "maybe".'),
    ],
  ],
  [
    'a relation between options that does not hold',
    ['samples.tsv', tsv('A\ta_1.fq;a2_1.fq\ta_2.fq')],
    [at(2, 'reads2', '--reads2 needs a file for each of --reads1: 2, got 1. Give both.')],
  ],
  [
    'an option that goes only with another one',
    ['samples.tsv', 'reads1\tfraction\na.fq\t0.5\n'],
    [at(2, 'fraction', '--fraction is for --soft-clip only. Give --soft-clip too.')],
  ],
  [
    'a list with an empty item',
    ['samples.tsv', tsv('A\ta.fq;\t')],
    [
      at(
        2,
        'reads1',
        'a list has an empty item: a.fq;. Write one ";" between two values, and none at the end.',
      ),
    ],
  ],
  [
    'a file that is named twice',
    ['samples.tsv', tsv('A\ts3://bkt/a.fq;s3://bkt/a.fq\t')],
    [at(2, 'reads1', '--reads1 names s3://bkt/a.fq twice. Name each file once.')],
  ],
  [
    'an output in a format that is not written',
    ['samples.tsv', 'reads1\tbam\na.fq\ts3://bkt/a.cram\n'],
    [
      at(
        2,
        'bam',
        '--bam got s3://bkt/a.cram: a name that ends in .cram promises another format than is written there. Give a name with the ending of the format, or a directory with a slash at its end.',
      ),
    ],
  ],
  [
    'an output that replaces an input of its own row',
    ['samples.tsv', 'reads1\tplots\ns3://bkt/x/a.fq\ts3://bkt/x/\n'],
    [
      at(
        2,
        'reads1',
        '--reads1 s3://bkt/x/a.fq lies in the directory of --plots, s3://bkt/x/. Give a location outside of it.',
      ),
    ],
  ],
  [
    'a URL without a file name',
    ['samples.tsv', tsv('A\thttps://h.example/17?key=secret\t')],
    [
      at(
        2,
        'reads1',
        "--reads1 got a URL that does not end in a file name with one of the tool's suffixes. Add the name at its end: #name=NAME.",
      ),
    ],
  ],
  [
    'a column that is no option, with the nearest name, and the rows as if it were',
    ['samples.tsv', 'sampel\tread1\nA\ts3://bkt/x.bam\n'],
    [
      at(
        1,
        'sampel',
        'aligner has no option of this name. Did you mean "sample"? Give --ignore-columns to leave out columns that are no options.',
      ),
      at(
        1,
        'read1',
        'aligner has no option of this name. Did you mean "reads1"? Give --ignore-columns to leave out columns that are no options.',
      ),
      at(
        2,
        'read1',
        '--reads1 expects a name that ends in .fastq.gz or .fq.gz or .fq, got s3://bkt/x.bam.',
      ),
    ],
  ],
  [
    'a column that resembles no option',
    ['samples.tsv', 'reads1\tstrandedness\na.fq\tauto\n'],
    [
      at(
        1,
        'strandedness',
        'aligner has no option of this name. Give --ignore-columns to leave out columns that are no options.',
      ),
    ],
  ],
  [
    'two columns for one option',
    ['samples.tsv', 'reads1\tfastq1_s3_path\na.fq\tb.fq\n'],
    [
      at(
        1,
        'fastq1_s3_path',
        'the columns reads1 and fastq1_s3_path both stand for --reads1. Remove one of them.',
      ),
    ],
  ],
  [
    'a column for an action',
    ['samples.tsv', 'reads1\thelp\tjob-spec\na.fq\ttrue\tx.json\n'],
    [
      at(1, 'help', '--help cannot be a column. Remove the column.'),
      at(1, 'job-spec', '--job-spec cannot be a column. Remove the column.'),
    ],
  ],
  [
    'an option that a row and the command line give',
    ['samples.tsv', 'reads1\treference\na.fq\t\nb.fq\tr.fa\n'],
    [
      at(
        3,
        'reference',
        '--reference is given on the command line too. Empty the cell, or leave the option out of the command line.',
      ),
    ],
  ],
  [
    'an unknown constant',
    ['samples.tsv', tsv(GOOD), [...CONSTANTS, '--min-scor', '3']],
    [
      at(
        '',
        '',
        'on the command line: unknown option --min-scor. Did you mean --min-score? See --help.',
      ),
    ],
  ],
  [
    'a constant with a wrong value, once',
    ['samples.tsv', tsv(GOOD, 'B\tb.fq\t'), [...CONSTANTS, '--min-score', '99']],
    [at('', '', 'on the command line: --min-score expects a whole number from 0 to 60, got 99.')],
  ],
  [
    'a constant that is an action',
    ['samples.tsv', tsv(GOOD), [...CONSTANTS, '--help']],
    [
      at(
        '',
        '',
        'on the command line: --help cannot be given for the jobs of a sheet. Leave it out.',
      ),
    ],
  ],
  [
    'a name in braces that is no column',
    ['samples.tsv', tsv(GOOD), ['--reference', 'r.fa', '--output-dir', 's3://bkt/{sampel}/']],
    [
      at(
        '',
        '',
        'on the command line: --output-dir has {sampel}, and the sheet has no such column. Did you mean {sample}? Write {{ and }} for braces that name no column.',
      ),
    ],
  ],
  [
    'a brace without its partner',
    ['samples.tsv', tsv(GOOD), [...CONSTANTS, '--extra-args', '-x {']],
    [
      at(
        '',
        '',
        'on the command line: --extra-args has a brace without its partner: -x {. Write {{ and }} for braces that name no column.',
      ),
    ],
  ],
  [
    'an empty cell that a constant uses',
    [
      'samples.tsv',
      tsv(GOOD, '\tb.fq\t'),
      ['--reference', 'r.fa', '--output-dir', 's3://bkt/{sample}/'],
    ],
    [
      at(
        3,
        'sample',
        'the cell is empty, and --output-dir of the command line uses it. Give one value.',
      ),
    ],
  ],
  [
    'a cell that would leave the directory of a constant',
    [
      'samples.tsv',
      'id\treads1\na/b\ta.fq\n..\tb.fq\n.\tc.fq\n',
      ['--reference', 'r.fa', '--output-dir', 's3://bkt/{id}/'],
    ],
    [
      at(
        2,
        'id',
        '"a/b" cannot be part of a path, and --output-dir of the command line uses it so: s3://bkt/a/b/. Use a value without a slash, and not "." or "..".',
      ),
      at(
        3,
        'id',
        '".." cannot be part of a path, and --output-dir of the command line uses it so: s3://bkt/../. Use a value without a slash, and not "." or "..".',
      ),
      at(
        4,
        'id',
        '"." cannot be part of a path, and --output-dir of the command line uses it so: s3://bkt/./. Use a value without a slash, and not "." or "..".',
      ),
    ],
  ],
  [
    'two rows that write the same output',
    ['samples.tsv', 'reads1\tbam\ns3://bkt/a.fq\ts3://bkt/x.bam\ns3://bkt/c.fq\ts3://bkt/x.bam\n'],
    [
      at(
        3,
        'bam',
        '--bam writes s3://bkt/x.bam, as --bam of line 2 does. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'two rows whose outputs get the same default name',
    ['samples.tsv', 'reads1\ns3://bkt/1/a.fq\ns3://bkt/2/a.fq\n'],
    [
      at(
        3,
        '',
        '--bam writes s3://bkt/out/a.bam, as --bam of line 2 does. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'two local outputs that some disks take for one',
    ['samples.tsv', 'reads1\tbam\na.fq\t/o/x.bam\nc.fq\t/o/X.bam\n'],
    [
      at(
        3,
        'bam',
        '--bam writes /o/X.bam, as --bam of line 2 does. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'an output in a directory that another row writes, whichever comes first',
    [
      'samples.tsv',
      'reads1\tbam\tplots\na.fq\ts3://bkt/1.bam\ts3://bkt/p/\nc.fq\ts3://bkt/p/2.bam\t\nd.fq\ts3://bkt/q/3.bam\t\ne.fq\ts3://bkt/4.bam\ts3://bkt/q/\n',
    ],
    [
      at(
        3,
        'bam',
        '--bam writes s3://bkt/p/2.bam, which lies in s3://bkt/p/ of --plots of line 2. Give each row a location of its own.',
      ),
      at(
        5,
        'plots',
        '--plots writes s3://bkt/q/, and --bam of line 4 writes s3://bkt/q/3.bam in it. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'an output that another row reads',
    [
      'samples.tsv',
      'reads1\tbam\ta.fq\n'.replace('\ta.fq', '') +
        's3://bkt/a.fq\ts3://bkt/c.fq\ns3://bkt/c.fq\ts3://bkt/d.bam\n',
    ],
    [
      at(
        3,
        'reads1',
        '--reads1 reads s3://bkt/c.fq, and --bam of line 2 writes s3://bkt/c.fq. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'an output in a directory that another row reads',
    [
      'samples.tsv',
      'reads1\treference\tbam\ns3://bkt/a.fq\ts3://bkt/ref/\ts3://bkt/a.bam\ns3://bkt/c.fq\ts3://bkt/r.fa\ts3://bkt/ref/c.bam\n',
      [],
    ],
    [
      at(
        3,
        'bam',
        '--bam writes s3://bkt/ref/c.bam, and --reference of line 2 reads s3://bkt/ref/. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'two rows of one sample',
    ['samples.tsv', tsv(GOOD, 'A\ts3://bkt/c_1.fq.gz\ts3://bkt/c_2.fq.gz'), CONSTANTS],
    [
      at(
        3,
        'sample',
        'line 2 has the same sample, A. Give --merge-lanes if they are lanes of one sample, or --no-merge-lanes to run a job for each.',
      ),
    ],
  ],
  [
    'two rows of one sample that write the same output',
    ['samples.tsv', tsv('A\ts3://bkt/1/a.fq\t', 'A\ts3://bkt/2/a.fq\t'), CONSTANTS],
    [
      at(
        3,
        'sample',
        'line 2 has the same sample, A. Give --merge-lanes if they are lanes of one sample, or --no-merge-lanes to run a job for each.',
      ),
    ],
  ],
  [
    'lanes that are separate jobs and write the same output',
    [
      'samples.tsv',
      tsv('A\ts3://bkt/1/a.fq\t', 'A\ts3://bkt/2/a.fq\t'),
      CONSTANTS,
      { mergeLanes: false },
    ],
    [
      at(
        3,
        '',
        '--bam writes s3://bkt/out/a.bam, as --bam of line 2 does. Give each row a location of its own.',
      ),
    ],
  ],
  [
    'a single lane beside paired ones',
    ['samples.tsv', tsv(GOOD, 'A\ts3://bkt/c_1.fq.gz\t'), CONSTANTS, { mergeLanes: true }],
    [
      at(
        3,
        'reads2',
        'this lane has no files in reads2 and 1 file in reads1, and another lane of the sample has reads2. Give reads2 for each file of reads1 in all lanes of the sample, or in none.',
      ),
    ],
  ],
  [
    'lanes that differ in an option',
    [
      'samples.tsv',
      'sample\treads1\tplatform\nA\ta.fq\tONT\nA\tb.fq\t\n',
      CONSTANTS,
      { mergeLanes: true },
    ],
    [
      at(
        3,
        'platform',
        'the value differs from that of line 2, a lane of the same sample. Give both the same value, or two names of samples.',
      ),
    ],
  ],
  [
    'a lane with a wrong file, at its own line',
    [
      'samples.tsv',
      'sample\treads1\nA\ta.fq\nA\ts3://bkt/b.bam\n',
      CONSTANTS,
      { mergeLanes: true },
    ],
    [
      at(
        3,
        'reads1',
        '--reads1 expects a name that ends in .fastq.gz or .fq.gz or .fq, got s3://bkt/b.bam.',
      ),
    ],
  ],
  [
    'a lane without a sample',
    ['samples.tsv', 'sample\treads1\n\ta.fq\n', CONSTANTS, { mergeLanes: true }],
    [
      at(
        2,
        'sample',
        'the cell is empty, and --merge-lanes needs to know the sample of each row. Give its name.',
      ),
    ],
  ],
  [
    'lanes without a column for the sample',
    ['samples.tsv', 'reads1\na.fq\n', CONSTANTS, { mergeLanes: true }],
    [
      at(
        '',
        '',
        '--merge-lanes was given, and the sheet has no column sample. Add the column, with the name of each row’s sample.',
      ),
    ],
  ],
];

describe('a sample sheet with a fault', () => {
  it.each(CASES)('reports %s', (_, given, expected) => {
    expect(faultsOf(...given)).toEqual(expected);
  });

  it('gives the jobs of the rows without faults, whose index counts the other rows too', () => {
    const { jobs, faults } = plan('samples.tsv', tsv('B\tb.bam\t', GOOD));
    expect(faults).toHaveLength(1);
    expect(jobs.map(({ index, lines }) => [index, lines])).toEqual([[1, [3]]]);
  });

  it('never prints the secrets of a URL', () => {
    const lines = faultsOf(
      'samples.tsv',
      tsv('A\thttps://u:secret@h/a.bam?k=secret\thttp://h/a.fq?k=secret'),
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain('secret');
  });
});
