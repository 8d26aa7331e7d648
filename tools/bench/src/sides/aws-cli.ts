import type { Argv } from '@joblayer/subprocess';
import type { Endpoint } from '../bed/endpoint.ts';
import { isDirectory, s3Uri, type Side, type Transfer } from './side.ts';

/** Newer botocore sends checksums in trailers by default, which Ceph Reef does not know. */
export const BOTOCORE_ENV = { AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required' };

function awsCli(client: 'classic' | 'crt'): Side {
  // The CRT client uses plain HTTP only with this option, not with the endpoint in the environment.
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
/** The transfer client on the AWS Common Runtime: the default on a few instance types, a setting elsewhere. */
export const awsCliCrt = awsCli('crt');
