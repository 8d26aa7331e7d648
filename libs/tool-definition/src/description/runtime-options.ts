import type { RuntimeOption } from './runtime-option.ts';

/** Options that every tool has, in the order of `--help`. */
export const RUNTIME_OPTIONS = {
  jobSpec: {
    type: 'string',
    valueName: 'location',
    commandLineOnly: true,
    description:
      'A JSON file with these options, named without dashes in front; those of the command line override it. AWS_BATCH_JOB_ARRAY_INDEX selects the line of a .jsonl',
  },
  outputDir: {
    type: 'string',
    valueName: 'location',
    description:
      'The location of outputs that have none of their own: s3://bucket/prefix/ or a directory',
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
    description: 'The job makes its private scratch directory here, and removes it at its end',
    defaultText:
      '$JOBLAYER_SCRATCH_DIR, else /scratch; if it is read-only, $TMPDIR or the working directory',
    aliases: ['working_dir'],
  },
  stream: {
    type: 'boolean',
    default: true,
    description:
      'Stream inputs that the tool reads once from S3 while it runs; --no-stream stages them first',
  },
  cacheDir: {
    type: 'string',
    valueName: 'directory',
    fromVariable: { name: 'JOBLAYER_CACHE_DIR' },
    description:
      'A directory that all jobs of a host share; references stay in it once they were downloaded',
    defaultText: '$JOBLAYER_CACHE_DIR, else none',
  },
  cacheMaxBytes: {
    type: 'integer',
    minimum: 1,
    valueName: 'bytes',
    description: 'The limit of the cache; to keep it, the least recently used inputs are evicted',
    defaultText: 'the space on its disk',
  },
  cacheInputs: {
    type: 'string',
    choices: ['references', 'all', 'none'],
    default: 'references',
    description: 'The inputs that are kept in the cache: those that are references, all, or none',
  },
  ifComplete: {
    type: 'string',
    choices: ['skip', 'fail', 'rerun'],
    default: 'rerun',
    description:
      'What to do if the same outputs are there already, complete: made by the same versions from the same inputs and options',
  },
  outputManifest: {
    type: 'boolean',
    default: true,
    description:
      'Leave the output manifest beside the outputs; --no-output-manifest removes it at the end of a job with local outputs',
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
      'Whether S3 must support conditional writes, which preflight tries; ignore accepts that two jobs with one output location may overwrite each other',
  },
  graceSeconds: {
    type: 'integer',
    minimum: 0,
    valueName: 'seconds',
    default: 20,
    description: 'The time between SIGTERM and SIGKILL when the tool is stopped',
  },
  timeout: {
    type: 'integer',
    minimum: 1,
    valueName: 'seconds',
    description: 'Stop the job if it takes longer, with exit code 124',
    defaultText: 'none',
  },
  reportUri: {
    type: 'string',
    valueName: 'location',
    description:
      'A directory for a JSON report and the log: they go to <attempt>/, or to failed/<attempt>/ if the job failed',
  },
  logFormat: {
    type: 'string',
    choices: ['text', 'json'],
    default: 'text',
    description: 'The format of the runtime’s own lines on stderr',
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
