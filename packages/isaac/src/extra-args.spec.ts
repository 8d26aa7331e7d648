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

/** The problem and the advice, as the log prints them together. */
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

const LAYOUT = "contradicts the job, which sets isaac-align's files. Leave it out.";

describe('extra arguments of isaac that contradict the layout of the job', () => {
  it.each([
    [
      ['-o', '/x'],
      `-o /x in --extra-args ${LAYOUT} Set the location of the alignments with --bam-folder.`,
    ],
    [
      ['--output-dir=/x'],
      `--output-dir=/x in --extra-args ${LAYOUT} Set the location of the alignments with --bam-folder.`,
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
      `-s sheet.csv in --extra-args ${LAYOUT} A job has one sample. Run one job for each.`,
    ],
  ])('are refused: %j', (extraArgs, message) => {
    expect(refusal(() => check(extraArgs))).toBe(message);
  });

  it.each([[['-f', 'fastq-gz']], [['-n', 'default']], [['-s', 'none']], [['-s', 'default']]])(
    'are accepted if they equal the job’s own: %j',
    (extraArgs) => {
      expect(check(extraArgs)).toEqual([]);
    },
  );
});

describe('numbers in the extra arguments of isaac', () => {
  it.each([
    [
      ['-m', '16'],
      '-m 16 in --extra-args is below the 17 GB that isaac-align needs. Give -m 17 or more, or leave it out: the default is the granted memory.',
    ],
    [
      ['--memory-limit=1.5'],
      '--memory-limit=1.5 in --extra-args needs a whole number of at least 1, got "1.5". Correct it, or leave it out, as the job sets it.',
    ],
    [
      ['-j', '0'],
      '-j 0 in --extra-args needs a whole number of at least 1, got "0". Correct it, or leave it out, as the job sets it.',
    ],
    [
      ['-j', '--verbosity', '1'],
      '-j in --extra-args needs a whole number of at least 1. Correct it, or leave it out, as the job sets it.',
    ],
  ])('are refused if no job could run with them: %j', (extraArgs, message) => {
    expect(refusal(() => check(extraArgs))).toBe(message);
  });

  it('are refused if isaac-align would ignore reads', () => {
    const job = { reads1: 3, reads2: 3 };
    expect(refusal(() => check(['--lane-number-max', '2'], job))).toBe(
      '--lane-number-max 2 in --extra-args is below the 3 lanes of --reads1: isaac-align would ignore reads. Give 3 or more, or leave it out.',
    );
    expect(check(['--lane-number-max', '3'], job)).toEqual([]);
  });

  it.each([
    [['-m', '32', '-j4'], []],
    [
      ['-m', '33'],
      [
        '-m 33 in --extra-args lets isaac-align use more than the granted 32768 MiB, so it may be killed',
      ],
    ],
    [['--jobs', '5'], ['--jobs 5 in --extra-args asks for more threads than the 4 granted CPUs']],
  ])('win, with a warning if they exceed the granted resources: %j', (extraArgs, warnings) => {
    expect(check(extraArgs)).toEqual(warnings);
  });
});

describe('extra arguments of isaac', () => {
  it('that give one option twice are refused, in every spelling', () => {
    expect(refusal(() => check(['-j', '2', '--jobs=3']))).toBe(
      '--extra-args gives --jobs twice, as -j 2 and as --jobs=3, which isaac-align refuses. Give it once.',
    );
  });

  it('may give an option several times if Isaac accepts it', () => {
    expect(check(['--bam-header-tag', 'a', '--bam-header-tag', 'b'])).toEqual([]);
  });

  it('are used without a directory for temporary files, with a warning', () => {
    expect(check(['-t', '/scratch/tmp'])).toEqual([
      "-t /scratch/tmp in --extra-args is left out: temporary files go to the job's scratch directory, which --scratch-dir sets",
    ]);
  });

  it('override an option of the job, with a warning', () => {
    const params = { keepDuplicates: false, bamGzipLevel: 9, variableReadLength: true };
    const extraArgs = [
      '--keep-dup=1',
      '--bam-gzip-level',
      '1',
      '--variable-fastq-read-length',
      '0',
    ];
    expect(check(extraArgs, { params })).toEqual([
      '--keep-dup=1 in --extra-args overrides --no-keep-duplicates',
      '--bam-gzip-level 1 in --extra-args overrides --bam-gzip-level 9',
      '--variable-fastq-read-length 0 in --extra-args overrides --variable-read-length',
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

  it('are refused in preflight if one has no mates', () => {
    expect(lanes(files('a1'), files('a2', 'b2'))).toBe(
      '--reads2 needs one file for each lane of --reads1: expected 1, got 2. Give both for each lane, in the same order. For single reads, leave out --reads2.',
    );
    expect(lanes(files('a1', 'b1'), files('a2', 'b2'))).toBeUndefined();
  });

  it('may have single reads', () => {
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
    [['-o', '/x'], '-o /x', 'Set the location of the reference with --reference.'],
    [['--target', 'x'], '--target x', 'A job makes the whole reference.'],
  ])('are refused if they contradict the layout of the job: %j', (extraArgs, typed, instead) => {
    expect(refusal(() => checkReference(extraArgs))).toBe(
      `${typed} in --extra-args contradicts the job, which sets isaac-sort-reference's files. Leave it out. ${instead}`,
    );
  });

  it('are accepted otherwise', () => {
    expect(checkReference(['--annotation-seed-lengths', '16 32', '-j', '2'])).toEqual({});
  });
});

describe('a message of isaac-align about reads that do not belong together', () => {
  it.each([
    [
      'Read name length mismatch between two fastq reads 40 vs 41, "a", "b"',
      'the names of the mates in --reads1 and --reads2 differ in length',
      "Expected mates with names of one length, up to the first space. If they are mates, give the longest length with --extra-args '--read-name-length N'.",
    ],
    [
      'Flowcell ID mismatch between fastq reads C0XF1 vs C0XF2, C0XF1, "a", "b"',
      'the mates in --reads1 and --reads2 come from two flowcells',
      'Expected one flowcell id, the third part of a read name. Check that both list the files of one lane, in the same order.',
    ],
    [
      'Read lengths mismatch between lanes of the same flowcell 100:100 vs 36:36',
      'the lanes in --reads1 have reads of different lengths',
      'Give --variable-read-length, or run one job for each length.',
    ],
    [
      'Read length (36)  is different from expected 100 in lane1_read1.fastq.gz:0. Record @r',
      'the reads of one file in --reads1 or --reads2 have different lengths',
      'Give --variable-read-length.',
    ],
  ])('has an error pattern: %s', (line, problem, advice) => {
    const known = tool.errorPatterns?.filter(({ pattern }) =>
      matches(pattern, `Error: IoException: 0: ${line}`),
    );
    expect(known).toEqual([expect.objectContaining({ problem, advice })]);
  });

  it('is no error if Isaac only warns', () => {
    const line = 'WARNING: Flowcell id mismatch across the lanes of the same flowcell';
    expect(tool.errorPatterns?.some(({ pattern }) => matches(pattern, line))).toBe(false);
  });
});

it('the description of isaac states a minimum of memory, that of isaac-reference none', () => {
  expect(describeDefinition(tool).resources).toMatchObject({ minimumMemoryMiB: 17_408 });
  expect(describeDefinition(referenceTool).resources).not.toHaveProperty('minimumMemoryMiB');
});
