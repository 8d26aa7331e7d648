import * as z from 'zod';

/** A path below the directory of the case: never one of the machine that runs it. */
const relativePath = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/, 'expected a path below the case’s directory');

const argv = z.array(z.string().min(1)).min(1);

/** A file that the job reads and that is not committed: what a command prints, or an output of another case. */
const preparationSchema = z.union([
  /** `by` may write `make` and what belongs to it, or print it: then `stdout` is true. */
  z.strictObject({ make: relativePath, by: argv, stdout: z.boolean().optional() }),
  z.strictObject({ make: relativePath, fromCase: z.string(), output: z.string() }),
]);

/** What one output holds. */
const expectationSchema = z
  .strictObject({
    /** Prints the output as text. `{name}` stands for an output's path; without one, the own path comes last. */
    decode: argv.optional(),
    /** Lines that are left out before the comparison, as a regular expression: those of a header. */
    without: z.string().optional(),
    /** All lines. */
    lines: z.array(z.string()).optional(),
    /** Whole lines that are among them. */
    contains: z.array(z.string()).min(1).optional(),
    /** Of a directory: patterns that find all files in it, each at least one. No file may be empty. */
    files: z.array(relativePath).min(1).optional(),
  })
  .refine(
    ({ lines, contains, files }) => lines ?? contains ?? files,
    'expected "lines", "contains" or "files": an output that is only there proves nothing',
  );

const difference = {
  /** An output's name, for a file of a directory followed by its path in it. */
  output: z.string().min(1),
  /** Whether they differ between any two runs, or only between runs with other numbers of CPUs. */
  between: z.enum(['runs', 'cpus']),
  /** Half a sentence for the README. */
  reason: z.string().min(10),
};

/** What of an output is not the same in every run. */
const differenceSchema = z.union([
  /** A regular expression that finds each of these lines, as they are in the decompressed file. */
  z.strictObject({ ...difference, lines: z.string().min(1) }),
  /** Of a BAI: where the BAM's records begin. How far apart they are stays the same. */
  z.strictObject({ ...difference, offsets: z.literal(true) }),
]);

/** `packages/<tool>/test/<definition>.case.json`. */
export const caseSchema = z.strictObject({
  definition: z.string().min(1),
  /** Where the data comes from, and what is to be seen in it. */
  about: z.string().min(10),
  prepare: z.array(preparationSchema).default([]),
  /** A job spec. Locations are relative to the case's directory; outputs go to `outputs/`. */
  job: z.record(z.string(), z.unknown()),
  /** By output; for a file of a directory, the output's name is followed by its path in it. */
  expect: z.record(z.string(), expectationSchema),
  /** Whether the tool writes the same with 1 and 2 CPUs, but for the lines that `differs` lists. */
  sameOnAnyCpus: z.boolean(),
  differs: z.array(differenceSchema).default([]),
});

export type ToolCase = Readonly<z.output<typeof caseSchema>>;
export type CaseDifference = Readonly<z.output<typeof differenceSchema>>;
export type Expectation = Readonly<z.output<typeof expectationSchema>>;
export type Preparation = Readonly<z.output<typeof preparationSchema>>;
