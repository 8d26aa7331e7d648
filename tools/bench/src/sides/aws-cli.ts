import type { Argv } from '@joblayer/subprocess';
import type { Endpoint } from '../bed/endpoint.ts';
import { isDirectory, s3Uri, type Side, type Transfer } from './side.ts';

/** Ceph Reef has no checksums in trailers, which newer botocore sends unless it is told not to. */
export const BOTOCORE_ENV = { AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required' };

function awsCli(client: 'classic' | 'crt'): Side {
  // The CRT client takes plain HTTP from this option only, not from the endpoint in the environment.
  const copy = (from: string, to: string, transfer: Transfer, { url }: Endpoint): Argv => [
    ...(['aws', 's3', 'cp', '--only-show-errors', '--endpoint-url', url] as const),
    ...(isDirectory(transfer) ? ['--recursive'] : []),
    from,
    to,
  ];
  return {
    name: `aws-cli ${client}`,
    down: (transfer, endpoint) => copy(s3Uri(transfer), transfer.path, transfer, endpoint),
    up: (transfer, endpoint) => copy(transfer.path, s3Uri(transfer), transfer, endpoint),
    env: () => ({ ...BOTOCORE_ENV, AWS_CONFIG_FILE: `/opt/peers/aws-${client}.ini` }),
  };
}

/** The transfer client that aws-cli 2 has by default on most machines. */
export const awsCliClassic = awsCli('classic');
/** The one on the AWS Common Runtime, which it has by default on a few instance types, else by configuration. */
export const awsCliCrt = awsCli('crt');
