import { checkArguments, describeDefinition, JobError, matches } from '@joblayer/job-runtime';
import { referenceTool } from './reference.tool.ts';
import { tool } from './tool.ts';

interface Job {
  readonly reads1?: number;
  readonly reads2?: number;
  readonly params?: object;
}

const check = (extraArgs: readonly string[], { reads1 = 1, reads2 = 1, params = {} }: Job = {}) =>
  tool.checkInJob?.({
    params: tool.params.parse(params),
    extraArgs,
    inputCounts: { reads1, reads2, reference: 1 },
    outputsGiven: new Set(),
    inputFiles: {},
    cpus: 4,
    memoryMiB: 32_768,
  })?.warnings;

/** The problem and the advice, as they are printed one behind the other. */
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    expect(error.exitCode).toBe(64);
    return `${error.facts.problem}. ${error.facts.advice}`;
  }
  throw new Error('was accepted');
};

const LAYOUT = "does not fit a job, which lays out isaac-align's files itself. Leave it out.";

describe('extra arguments of isaac that would break the layout of the job', () => {
  it.each([
    [
      ['-o', '/x'],
      `-o /x in --extra-args ${LAYOUT} Say where the alignments go with --bam-folder.`,
    ],
    [
      ['--output-dir=/x'],
      `--output-dir=/x in --extra-args ${LAYOUT} Say where the alignments go with --bam-folder.`,
    ],
    [['-b', '/x'], `-b /x in --extra-args ${LAYOUT} Give the reads with --reads1 and --reads2.`],
    [
      ['--base-calls-directory', '/x', '/y'],
      `--base-calls-directory /x /y in --extra-args ${LAYOUT} Give the reads with --reads1 and --reads2.`,
    ],
    [
      ['-fbam'],
      `-fbam in --extra-args ${LAYOUT} Give the reads with --reads1 and --reads2, as compressed FASTQ.`,
    ],
    [['-r/x.xml'], `-r/x.xml in --extra-args ${LAYOUT} Give the reference with --reference.`],
    [
      ['-n', 'hg38'],
      `-n hg38 in --extra-args ${LAYOUT} A job has one reference, which --reference gives.`,
    ],
    [
      ['-s', 'sheet.csv'],
      `-s sheet.csv in --extra-args ${LAYOUT} A job is one sample: run one for each.`,
    ],
  ])('are refused: %j', (extraArgs, message) => {
    expect(refusal(() => check(extraArgs))).toBe(message);
  });

  it.each([[['-f', 'fastq-gz']], [['-n', 'default']], [['-s', 'none']], [['-s', 'default']]])(
    'are accepted where they are what the job has anyway: %j',
    (extraArgs) => {
      expect(check(extraArgs)).toEqual([]);
    },
  );
});

describe('numbers in the extra arguments of isaac', () => {
  it.each([
    [
      ['-m', '16'],
      '-m 16 in --extra-args is below the 17 GB that isaac-align needs. Give -m 17 or more, or leave it out: the limit is then the memory granted.',
    ],
    [
      ['--memory-limit=1.5'],
      '--memory-limit=1.5 in --extra-args expects a whole number of at least 1, got "1.5". Correct it, or leave it out: the job sets it.',
    ],
    [
      ['-j', '0'],
      '-j 0 in --extra-args expects a whole number of at least 1, got "0". Correct it, or leave it out: the job sets it.',
    ],
    [
      ['-j', '--verbosity', '1'],
      '-j in --extra-args expects a whole number of at least 1. Correct it, or leave it out: the job sets it.',
    ],
  ])('are refused where no job could run with them: %j', (extraArgs, message) => {
    expect(refusal(() => check(extraArgs))).toBe(message);
  });

  it('are refused where reads would be left out', () => {
    const job = { reads1: 3, reads2: 3 };
    expect(refusal(() => check(['--lane-number-max', '2'], job))).toBe(
      '--lane-number-max 2 in --extra-args is below the 3 lanes of --reads1: isaac-align would leave reads out. Give 3 or more, or leave it out.',
    );
    expect(check(['--lane-number-max', '3'], job)).toEqual([]);
  });

  it.each([
    [['-m', '32', '-j4'], []],
    [
      ['-m', '33'],
      [
        '-m 33 in --extra-args lets isaac-align take more than the 32768 MiB granted, where it may be killed',
      ],
    ],
    [['--jobs', '5'], ['--jobs 5 in --extra-args asks for more threads than the 4 CPUs granted']],
  ])('win, with a warning where they are above what was granted: %j', (extraArgs, warnings) => {
    expect(check(extraArgs)).toEqual(warnings);
  });
});

describe('extra arguments of isaac', () => {
  it('that give one option twice are refused, in whatever spelling', () => {
    expect(refusal(() => check(['-j', '2', '--jobs=3']))).toBe(
      '--extra-args gives --jobs twice, as -j 2 and as --jobs=3, which isaac-align refuses. Give it once.',
    );
  });

  it('may give an option several times where Isaac takes it', () => {
    expect(check(['--bam-header-tag', 'a', '--bam-header-tag', 'b'])).toEqual([]);
  });

  it('lose their directory for temporary files, with a warning', () => {
    expect(check(['-t', '/scratch/tmp'])).toEqual([
      "-t /scratch/tmp in --extra-args is left out: temporary files go to the job's scratch directory, which --scratch-dir places",
    ]);
  });

  it('win over an option of the job, with a warning', () => {
    const params = { keepDuplicates: false, bamGzipLevel: 9, variableReadLength: true };
    const extraArgs = [
      '--keep-dup=1',
      '--bam-gzip-level',
      '1',
      '--variable-fastq-read-length',
      '0',
    ];
    expect(check(extraArgs, { params })).toEqual([
      '--keep-dup=1 in --extra-args wins over --no-keep-duplicates',
      '--bam-gzip-level 1 in --extra-args wins over --bam-gzip-level 9',
      '--variable-fastq-read-length 0 in --extra-args wins over --variable-read-length',
    ]);
  });
});

describe('the lanes of isaac', () => {
  const lanes = (reads1: string[], reads2: string[]) =>
    checkArguments(tool, [
      ...['--reference', 's3://bkt/ref/', '--output-dir', 's3://bkt/out/', '--memory', '64'],
      ...['--reads1', ...reads1],
      ...(reads2.length > 0 ? ['--reads2', ...reads2] : []),
    ]);
  const files = (...names: string[]) => names.map((name) => `s3://bkt/${name}.fastq.gz`);

  it('are refused where one has no mates, before anything is staged', () => {
    expect(lanes(files('a1'), files('a2', 'b2'))).toBe(
      '--reads2 expects one file for each lane of --reads1, 1, got 2. Give both for each lane, in the same order; for single reads leave out --reads2.',
    );
    expect(lanes(files('a1', 'b1'), files('a2', 'b2'))).toBeUndefined();
  });

  it('may be of single reads', () => {
    expect(lanes(files('a1', 'b1'), [])).toBeUndefined();
  });
});

describe('the extra arguments of isaac-reference', () => {
  const checkReference = (extraArgs: readonly string[]) =>
    referenceTool.checkInJob?.({
      params: referenceTool.params.parse({}),
      extraArgs,
      inputCounts: { fasta: 1 },
      outputsGiven: new Set(),
      inputFiles: {},
      cpus: 4,
      memoryMiB: 4096,
    });

  it.each([
    [['-g', '/x.fa'], '-g /x.fa', 'Give the genome with --fasta.'],
    [['--genome-file', '/x.fa'], '--genome-file /x.fa', 'Give the genome with --fasta.'],
    [['-o', '/x'], '-o /x', 'Say where the reference goes with --reference.'],
    [['--target', 'x'], '--target x', 'A job makes the whole reference.'],
  ])(
    'are refused where they would break the layout of the job: %j',
    (extraArgs, typed, instead) => {
      expect(refusal(() => checkReference(extraArgs))).toBe(
        `${typed} in --extra-args does not fit a job, which lays out isaac-sort-reference's files itself. Leave it out. ${instead}`,
      );
    },
  );

  it('are accepted otherwise', () => {
    expect(checkReference(['--annotation-seed-lengths', '16 32', '-j', '2'])).toEqual({});
  });
});

describe('what isaac-align says of reads that do not belong together', () => {
  it.each([
    [
      'Read name length mismatch between two fastq reads 40 vs 41, "a", "b"',
      'the names of the mates in --reads1 and --reads2 differ in length',
      "Expected mates with names of one length, up to the first space. Where they are mates, give the longest length with --extra-args '--read-name-length N'.",
    ],
    [
      'Flowcell ID mismatch between fastq reads C0XF1 vs C0XF2, C0XF1, "a", "b"',
      'the mates in --reads1 and --reads2 come from two flowcells',
      'Expected one flowcell id, the third part of a read name. Check that both list the files of one lane, in the same order.',
    ],
    [
      'Read lengths mismatch between lanes of the same flowcell 100:100 vs 36:36',
      'the lanes in --reads1 differ in the length of their reads',
      'Give --variable-read-length, or run one job for each length.',
    ],
    [
      'Read length (36)  is different from expected 100 in lane1_read1.fastq.gz:0. Record @r',
      'the reads of one file in --reads1 or --reads2 differ in length',
      'Give --variable-read-length.',
    ],
  ])('is known: %s', (line, problem, advice) => {
    const known = tool.errorPatterns?.filter(({ pattern }) =>
      matches(pattern, `Error: IoException: 0: ${line}`),
    );
    expect(known).toEqual([expect.objectContaining({ problem, advice })]);
  });

  it('is no error where Isaac only warns', () => {
    const line = 'WARNING: Flowcell id mismatch across the lanes of the same flowcell';
    expect(tool.errorPatterns?.some(({ pattern }) => matches(pattern, line))).toBe(false);
  });
});

it('the floor of memory is in the description of isaac, and not in that of isaac-reference', () => {
  expect(describeDefinition(tool).resources).toMatchObject({ minimumMemoryMiB: 17_408 });
  expect(describeDefinition(referenceTool).resources).not.toHaveProperty('minimumMemoryMiB');
});
