import { formatLocation } from '@joblayer/object-store/location';
import { CONSTANTS, plan } from '../testing/sheets.ts';
import type { SheetJob } from './sheet-job.ts';

const jobsOf = (...given: Parameters<typeof plan>): readonly SheetJob[] => {
  const { jobs, faults } = plan(...given);
  expect(faults).toEqual([]);
  return jobs;
};

const specsOf = (...given: Parameters<typeof plan>) => jobsOf(...given).map(({ spec }) => spec);

const FIXED = { reference: 's3://bkt/ref.fa', 'output-dir': 's3://bkt/out/' };

describe('a sample sheet', () => {
  it('makes one job of each row, with its lines, its cells, and all that it reads and writes', () => {
    const [job, ...others] = jobsOf(
      'samples.csv',
      'sample,reads1\nA,s3://bkt/1.fq;s3://bkt/2.fq\n',
    );
    expect(others).toEqual([]);
    expect(job).toMatchObject({
      index: 0,
      lines: [2],
      columns: { sample: 'A', reads1: 's3://bkt/1.fq;s3://bkt/2.fq' },
      spec: { ...FIXED, sample: 'A', reads1: ['s3://bkt/1.fq', 's3://bkt/2.fq'] },
      warnings: [],
    });
    const inputs = job?.inputs.map((each) => [
      ...[each.flag, each.column, each.line, formatLocation(each.location)],
    ]);
    expect(inputs).toEqual([
      ['reads1', 'reads1', 2, 's3://bkt/1.fq'],
      ['reads1', 'reads1', 2, 's3://bkt/2.fq'],
      ['reference', undefined, 2, 's3://bkt/ref.fa'],
    ]);
    expect(job?.outputs.map(({ name, location }) => [name, formatLocation(location)])).toEqual([
      ['bam', 's3://bkt/out/1.bam'],
    ]);
    expect(formatLocation(job?.outputManifest as never)).toBe('s3://bkt/out/1.bam.joblayer.json');
  });

  it('mixes single and paired reads: an empty cell means that the option is not given', () => {
    const text = 'reads1\treads2\na.fq\t\nb_1.fq\tb_2.fq\n';
    expect(specsOf('s.tsv', text)).toEqual([
      { ...FIXED, reads1: ['a.fq'] },
      { ...FIXED, reads1: ['b_1.fq'], reads2: ['b_2.fq'] },
    ]);
  });

  it('has columns by the name of an option, its flag, its alias, or with dashes', () => {
    const text = 'fastq1_s3_path\tminScore\t--soft-clip\toutputDir\na.fq\t007\tTRUE\ts3://bkt/x/\n';
    expect(specsOf('s.tsv', text, ['--reference', 's3://bkt/ref.fa'])).toEqual([
      {
        ...{ reference: 's3://bkt/ref.fa', 'output-dir': 's3://bkt/x/' },
        ...{ reads1: ['a.fq'], 'min-score': 7, 'soft-clip': true },
      },
    ]);
  });

  it('knows the headings of nf-core', () => {
    const text = 'sample,fastq_1,fastq_2\nA,a_1.fq,a_2.fq\nB,b.fq,\n';
    expect(specsOf('s.csv', text)).toEqual([
      { ...FIXED, sample: 'A', reads1: ['a_1.fq'], reads2: ['a_2.fq'] },
      { ...FIXED, sample: 'B', reads1: ['b.fq'] },
    ]);
  });

  it('has columns for secondary files and for options of the runtime', () => {
    const text =
      'reads1\tknown\tknown-index\tcpus\textra-args\na.fq\tk.vcf.gz\tk.csi\t2\t-a "b c"\n';
    expect(specsOf('s.tsv', text)).toEqual([
      {
        ...{ ...FIXED, reads1: ['a.fq'], known: 'k.vcf.gz', 'known-index': 'k.csi' },
        ...{ cpus: 2, 'extra-args': '-a "b c"' },
      },
    ]);
  });

  it('takes a list of JSON as it is, so that a name may hold the separator', () => {
    const rows = [{ reads1: ['a;b.fq'] }, { reads1: 'c.fq;d.fq', extraArgs: ['-x', '1;2'] }];
    expect(specsOf('s.json', JSON.stringify(rows))).toEqual([
      { ...FIXED, reads1: ['a;b.fq'] },
      { ...FIXED, reads1: ['c.fq', 'd.fq'], 'extra-args': ['-x', '1;2'] },
    ]);
  });

  it('leaves out columns that are no options if it is told to', () => {
    const text = 'reads1,strandedness\na.fq,auto\n';
    const [job] = jobsOf('s.csv', text, CONSTANTS, { ignoreColumns: true });
    expect(job).toMatchObject({ spec: { reads1: ['a.fq'] }, columns: { strandedness: 'auto' } });
    expect(job?.spec).not.toHaveProperty('strandedness');
  });

  it('lists the checks that only the job makes', () => {
    expect(plan('s.tsv', 'reads1\na.fq\n').checkedInJob).toEqual(['the reads are FASTQ']);
  });
});

describe('a constant', () => {
  const constants = (...more: readonly string[]) => ['--reference', 's3://bkt/r.fa', ...more];

  it('has cells of the row for names in braces, also of columns that are no options', () => {
    const text = 'patient\tfastq_1\tlevel\nP1\ta.fq\t7\nP2\tb.fq\t8\n';
    const given = constants(
      ...['--output-dir', 's3://bkt/{patient}/', '--sample', '{ patient }.x'],
      ...['--min-score', '{level}', '--extra-args', '-R {reads1} {{x}}', '--log-format', 'text'],
    );
    expect(specsOf('s.tsv', text, given)).toEqual(
      [
        { patient: 'P1', reads1: 'a.fq', level: 7 },
        { patient: 'P2', reads1: 'b.fq', level: 8 },
      ].map(({ patient, reads1, level }) => ({
        ...{ reference: 's3://bkt/r.fa', 'output-dir': `s3://bkt/${patient}/` },
        ...{ sample: `${patient}.x`, 'min-score': level, 'log-format': 'text' },
        ...{ 'extra-args': `-R ${reads1} {x}`, reads1: [reads1] },
      })),
    );
  });

  it('may begin with a cell that is a location', () => {
    const text = 'dir\treads1\ns3://bkt/x/y\ta.fq\n';
    const [spec] = specsOf('s.tsv', text, constants('--output-dir', '{dir}/out/'));
    expect(spec).toMatchObject({ 'output-dir': 's3://bkt/x/y/out/' });
  });

  it('may give a list', () => {
    const [spec] = specsOf('s.tsv', 'id\nA\n', [
      ...constants('--output-dir', 's3://bkt/o/'),
      ...['--reads1', 's3://bkt/{id}_L1.fq', 's3://bkt/{id};L2.fq'],
    ]);
    expect(spec).toMatchObject({ reads1: ['s3://bkt/A_L1.fq', 's3://bkt/A;L2.fq'] });
  });

  it.each(['a/b', 'a?b', 'a#b', '%2e'])('of a URL refuses the cell %s', (cell) => {
    const { faults } = plan('s.tsv', `id\n${cell}\n`, [
      ...constants('--output-dir', 's3://bkt/o/', '--reads1', 'https://h.example/x/{id}.fq'),
    ]);
    expect(faults).toMatchObject([{ line: 2, column: 'id' }]);
  });

  it('refuses cells that make dots of two parts', () => {
    const text = 'a\tb\treads1\n.\t.\tx.fq\n';
    const { faults } = plan('s.tsv', text, constants('--output-dir', 's3://bkt/{a}{b}/'));
    expect(faults).toMatchObject([{ line: 2, column: 'a' }]);
  });
});

describe('lanes of one sample', () => {
  const merge = { mergeLanes: true };

  it('become one job, whose lists have the order of the sheet', () => {
    const text =
      'sample,fastq_1,fastq_2,lane\nA,a1_1.fq,a1_2.fq,1\nB,b.fq,,1\nA,a2_1.fq;a3_1.fq,a2_2.fq;a3_2.fq,2\n';
    const jobs = jobsOf('s.csv', text, CONSTANTS, { ...merge, ignoreColumns: true });
    expect(jobs.map(({ lines, spec, index }) => ({ index, lines, spec }))).toEqual([
      {
        ...{ index: 0, lines: [2, 4] },
        spec: {
          ...{ ...FIXED, sample: 'A', reads1: ['a1_1.fq', 'a2_1.fq', 'a3_1.fq'] },
          reads2: ['a1_2.fq', 'a2_2.fq', 'a3_2.fq'],
        },
      },
      { index: 1, lines: [3], spec: { ...FIXED, sample: 'B', reads1: ['b.fq'] } },
    ]);
    expect(jobs[0]?.columns).toEqual({
      ...{ sample: 'A', fastq_1: 'a1_1.fq;a2_1.fq;a3_1.fq', fastq_2: 'a1_2.fq;a2_2.fq;a3_2.fq' },
      lane: '1;2',
    });
    const reads1 = jobs[0]?.inputs.filter(({ flag }) => flag === 'reads1');
    expect(reads1?.map(({ line }) => line)).toEqual([2, 4, 4]);
  });

  it('are a job each if that is asked for', () => {
    const text = 'sample,reads1\nA,a1.fq\nA,a2.fq\n';
    expect(specsOf('s.csv', text, CONSTANTS, { mergeLanes: false })).toHaveLength(2);
  });

  it('can have any name of a sample, where the tool has no such option', () => {
    const text = 'sample\tknown\nA\tk.vcf.gz\nA\tk.vcf.gz\n';
    const { faults } = plan('s.tsv', text, [...CONSTANTS, '--reads1', 'x.fq']);
    expect(faults).toMatchObject([{ line: 3, column: undefined }]);
  });

  it('are not assumed where no column is a list', () => {
    const text = 'sample,bam\nA,s3://bkt/1.bam\nA,s3://bkt/2.bam\n';
    const constants = ['--reference', 's3://bkt/r.fa', '--reads1', 's3://bkt/x.fq'];
    expect(specsOf('s.csv', text, constants)).toHaveLength(2);
  });
});

describe('a large sheet', () => {
  it.each([10_001, 30_000])('of %i rows becomes as many jobs', (rows) => {
    const line = (_: unknown, i: number) => `S${i}\ts3://bkt/in/S${i}.fq.gz`;
    const text = ['sample\treads1', ...Array.from({ length: rows }, line)].join('\n');
    const jobs = jobsOf('s.tsv', text, [
      ...['--reference', 's3://bkt/r.fa', '--output-dir', 's3://bkt/out/{sample}/'],
    ]);
    expect(jobs).toHaveLength(rows);
    expect(jobs.at(-1)?.lines).toEqual([rows + 1]);
  });

  it('reports a fault of each of its rows', () => {
    const text = `reads1\n${'s3://bkt/same.fq\n'.repeat(10_000)}`;
    expect(plan('s.tsv', text).faults).toHaveLength(9_999);
  });
});
