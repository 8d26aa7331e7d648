import { isDirectory, type Side } from './side.ts';

export const rclone: Side = {
  name: 'rclone',
  down: (transfer) => [
    ...command(isDirectory(transfer)),
    `bench:${transfer.bucket}/${transfer.key}`,
    transfer.path,
  ],
  up: (transfer) => [
    ...command(isDirectory(transfer)),
    transfer.path,
    `bench:${transfer.bucket}/${transfer.key}`,
  ],
  env: ({ url }) => ({
    // rclone refuses an authority in AWS_CA_BUNDLE; SSL_CERT_FILE works.
    AWS_CA_BUNDLE: '',
    RCLONE_CONFIG: '/data/home/rclone.conf',
    RCLONE_CONFIG_BENCH_TYPE: 's3',
    RCLONE_CONFIG_BENCH_PROVIDER: 'Ceph',
    RCLONE_CONFIG_BENCH_ENV_AUTH: 'true',
    RCLONE_CONFIG_BENCH_ENDPOINT: url,
  }),
};

/** Without `-I` rclone would find the object of the round before, and copy nothing. */
const command = (directory: boolean) => ['rclone', directory ? 'copy' : 'copyto', '-I'] as const;
