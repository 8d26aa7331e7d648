import type { Argv } from '@joblayer/subprocess';
import { BOTOCORE_ENV } from './aws-cli.ts';
import { s3Uri, type Side } from './side.ts';

export const WRAPPER = ['python3', '/opt/peers/wrapper.py'] as const;

export const wrapperEnv = () => ({
  ...BOTOCORE_ENV,
  AWS_CONFIG_FILE: '/opt/peers/aws-classic.ini',
});

/** A job of the wrapper. A shell runs its command. */
export const wrapperJob = (input: string, output: string, ...command: readonly string[]): Argv => [
  ...WRAPPER,
  ...['job', '--input', input, '--output', output, '--working_dir', '/data/scratch'],
  ...command,
];

/** A wrapper in the style of Joblayer's predecessor: boto3's own transfers, one object after the other. */
export const boto3Wrapper: Side = {
  name: 'boto3 wrapper',
  down: (transfer) => [...WRAPPER, 'download', s3Uri(transfer), transfer.path],
  up: (transfer) => [...WRAPPER, 'upload', transfer.path, s3Uri(transfer)],
  env: wrapperEnv,
};
