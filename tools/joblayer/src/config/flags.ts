import type { Options } from 'yargs';

/**
 * The settings. Each has a name in a configuration file, a variable and a flag. The text is a description for people.
 */
export const SETTINGS = {
  registryPrefix: {
    variable: 'JOBLAYER_REGISTRY_PREFIX',
    flag: 'registry-prefix',
    description: 'Where tools are looked for by name: HOST/PATH, or PATH for images of the engine',
  },
  region: { variable: 'AWS_REGION', flag: 'region', description: 'The AWS region' },
  queue: { variable: 'JOBLAYER_QUEUE', flag: 'queue', description: 'The AWS Batch job queue' },
  outputDir: {
    variable: 'JOBLAYER_OUTPUT_DIR',
    flag: undefined,
    description: 'The --output-dir of jobs that name no output',
  },
  cacheDir: {
    variable: 'JOBLAYER_CACHE_DIR',
    flag: 'cache-dir',
    description: 'A directory of this machine in which jobs keep references',
  },
  scratchDir: {
    variable: 'JOBLAYER_SCRATCH_DIR',
    flag: 'scratch-dir',
    description: 'A directory of this machine for the scratch directories of jobs',
  },
  recordDir: {
    variable: 'JOBLAYER_RECORD_DIR',
    flag: 'record-dir',
    description: 'Where the records of runs are kept: a directory or s3://bucket/prefix/',
  },
} as const;

export type SettingName = keyof typeof SETTINGS;

export const settingNames = Object.keys(SETTINGS) as readonly SettingName[];

/** The flags of all settings, for each command. */
export const settingFlags: Readonly<Record<string, Options>> = Object.fromEntries(
  Object.values(SETTINGS).flatMap(({ flag, description }) =>
    flag === undefined
      ? []
      : [[flag, { type: 'string', describe: description, group: 'Settings:', requiresArg: true }]],
  ),
);
