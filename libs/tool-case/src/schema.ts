import * as z from 'zod';

/** A path below the directory of the case. An absolute path would exist on one machine only. */
const relativePath = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/, 'expected a path below the case’s directory');

const argv = z.array(z.string().min(1)).min(1);

/**
 * A file that the job reads and that is not committed: made by a command, or an output of another
 * case.
 */
const preparationSchema = z.union([
  /** `by` writes `make` and its secondary files. If `stdout` is true, it prints `make`. */
  z.strictObject({ make: relativePath, by: argv, stdout: z.boolean().optional() }),
  z.strictObject({ make: relativePath, fromCase: z.string(), output: z.string() }),
]);

/** The expected content of one output. */
const expectationSchema = z
  .strictObject({
    /**
     * A command that prints the output as text. `{name}` stands for an output's path. Without one,
     * the path of this output is the last argument.
     */
    decode: argv.optional(),
    /** A regular expression of lines to ignore, such as those of a header. */
    without: z.string().optional(),
    /** All lines of the output. */
    lines: z.array(z.string()).optional(),
    /** Lines that the output must have among others. */
    contains: z.array(z.string()).min(1).optional(),
    /**
     * For a directory: patterns that together match all its files. Each matches at least one, and
     * no file may be empty.
     */
    files: z.array(relativePath).min(1).optional(),
  })
  .refine(
    ({ lines, contains, files }) => lines ?? contains ?? files,
    'expected "lines", "contains" or "files": the mere existence of an output proves nothing',
  );

const difference = {
  /** The output's name. For a file of a directory, its path follows. */
  output: z.string().min(1),
  /** `runs`: any two runs differ. `cpus`: only runs with other numbers of CPUs differ. */
  between: z.enum(['runs', 'cpus']),
  /** Half a sentence for the README. */
  reason: z.string().min(10),
};

/** A part of an output that is not the same in every run. */
const differenceSchema = z.union([
  /** A regular expression that matches each such line of the decompressed file. */
  z.strictObject({ ...difference, lines: z.string().min(1) }),
  /** Of a BAI: the position of the BAM's first records. Their distances stay the same. */
  z.strictObject({ ...difference, offsets: z.literal(true) }),
  /** The file holds numbers drawn at random. Decompressed, it has the same size in each run. */
  z.strictObject({ ...difference, sampled: z.literal(true) }),
]);

/** Damage that the tool cannot see, or that is no damage for it. */
const acceptedDamageSchema = z.strictObject({
  /** The option of the input. */
  input: z.string().min(1),
  damage: z.enum(['empty', 'cut', 'web-page', 'other-format', 'other-genome', 'fewer-mates']),
  /** Why the job does not end with 65. */
  reason: z.string().min(10),
});

/** `packages/<tool>/test/<definition>.case.json`. */
export const caseSchema = z.strictObject({
  definition: z.string().min(1),
  /** The source of the data, and what the case shows. */
  about: z.string().min(10),
  prepare: z.array(preparationSchema).default([]),
  /** A job spec. Locations are relative to the case's directory. Outputs go to `outputs/`. */
  job: z.record(z.string(), z.unknown()),
  /** Expectations by output name. For a file of a directory, its path follows the name. */
  expect: z.record(z.string(), expectationSchema),
  /** Whether the tool writes the same with 1 and 2 CPUs, except for the lines in `differs`. */
  sameOnAnyCpus: z.boolean(),
  differs: z.array(differenceSchema).default([]),
  /**
   * The reason why the test of two runs gives both the same date: the tool hangs under a fake clock.
   * Half a sentence for the README.
   */
  sameDayOnly: z.string().min(10).optional(),
  /** docker-test damages each input in several ways. The job must refuse all but these. */
  accepts: z.array(acceptedDamageSchema).default([]),
});

export type ToolCase = Readonly<z.output<typeof caseSchema>>;
export type CaseDifference = Readonly<z.output<typeof differenceSchema>>;
export type Expectation = Readonly<z.output<typeof expectationSchema>>;
export type Preparation = Readonly<z.output<typeof preparationSchema>>;
