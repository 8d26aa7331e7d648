import type { RuntimeOption } from './runtime-option.ts';

/** Options that every tool has, in the order of `--help`. */
export const RUNTIME_OPTIONS = {
  jobSpec: {
    type: 'string',
    valueName: 'location',
    commandLineOnly: true,
    description:
      'A JSON file with these options, named without dashes in front; those of the command line win. Of a .jsonl, the line of AWS_BATCH_JOB_ARRAY_INDEX',
  },
  outputDir: {
    type: 'string',
    valueName: 'location',
    description:
      'Where outputs go that have no location of their own: s3://bucket/prefix/ or a directory',
  },
  cpus: {
    type: 'integer',
    minimum: 1,
    description: 'CPUs that the tool may use',
    defaultText: 'as granted to the container',
  },
  memoryMib: {
    type: 'integer',
    minimum: 1,
    valueName: 'MiB',
    description: 'Memory that the tool may use, in MiB',
    defaultText: 'as granted to the container',
  },
  memory: {
    type: 'integer',
    minimum: 1,
    valueName: 'GiB',
    description: 'The same in GiB, as older job definitions give it',
    defaultText: 'as granted to the container',
  },
  extraArgs: {
    type: 'arguments',
    valueName: 'text',
    description:
      "More arguments for the tool itself, in one text split as a shell would (quotes, no expansion): --extra-args '-a 1'",
    aliases: ['cmd_args'],
  },
  scratchDir: {
    type: 'string',
    valueName: 'directory',
    fromVariable: { name: 'JOBLAYER_SCRATCH_DIR' },
    description: 'Where the job makes its private scratch directory, which it removes at its end',
    defaultText: '$JOBLAYER_SCRATCH_DIR, else the system’s temporary directory',
    aliases: ['working_dir'],
  },
  stream: {
    type: 'boolean',
    default: true,
    description:
      'Feed inputs that the tool reads once from S3 to it while it runs; --no-stream stages them before',
  },
  cacheDir: {
    type: 'string',
    valueName: 'directory',
    fromVariable: { name: 'JOBLAYER_CACHE_DIR' },
    description:
      'A directory that all jobs of a host share, in which references stay once they were downloaded',
    defaultText: '$JOBLAYER_CACHE_DIR, else none',
  },
  cacheMaxBytes: {
    type: 'integer',
    minimum: 1,
    valueName: 'bytes',
    description: 'How much the cache may hold: what was not used for longest gives way',
    defaultText: 'what its disk has room for',
  },
  cacheInputs: {
    type: 'string',
    choices: ['references', 'all', 'none'],
    default: 'references',
    description: 'Which inputs are kept in the cache: those that are references, all, or none',
  },
  ifComplete: {
    type: 'string',
    choices: ['skip', 'fail', 'rerun'],
    default: 'rerun',
    description:
      'What to do where the same outputs are there already, complete: made by the same versions from the same inputs and options',
  },
  sse: {
    type: 'string',
    choices: ['AES256', 'aws:kms', 'none'],
    default: 'AES256',
    description: 'Server-side encryption of outputs in S3; none leaves it to the bucket',
  },
  kmsKeyId: {
    type: 'string',
    valueName: 'id',
    description: 'KMS key for --sse aws:kms',
    defaultText: 'the account’s default key',
  },
  requesterPays: {
    type: 'boolean',
    description: 'Pay for requests to buckets in S3 whose owner lets the requester pay',
  },
  conditionalWrites: {
    type: 'string',
    choices: ['required', 'ignore'],
    default: 'required',
    description:
      'Whether S3 must be able to write only where nothing is, which preflight tries; ignore accepts that two jobs with one output location may overwrite each other',
  },
  graceSeconds: {
    type: 'integer',
    minimum: 0,
    valueName: 'seconds',
    default: 20,
    description: 'How long the tool has after SIGTERM until it is killed',
  },
  timeout: {
    type: 'integer',
    minimum: 1,
    valueName: 'seconds',
    description: 'Stop the job when it takes longer, with exit code 124',
    defaultText: 'none',
  },
  reportUri: {
    type: 'string',
    valueName: 'location',
    description:
      'A directory for a JSON report and the log: in <attempt>/, of a job that failed in failed/<attempt>/',
  },
  logFormat: {
    type: 'string',
    choices: ['text', 'json'],
    default: 'text',
    description: 'How the runtime writes its own lines, which go to stderr',
  },
  describe: {
    type: 'boolean',
    commandLineOnly: true,
    description: 'Print the tool description of this image as JSON, and exit',
  },
  version: {
    type: 'boolean',
    commandLineOnly: true,
    description: 'Print the versions, and exit',
  },
  help: { type: 'boolean', commandLineOnly: true, description: 'Print this text, and exit' },
} as const satisfies Readonly<Record<string, RuntimeOption>>;
