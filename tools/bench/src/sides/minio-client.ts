import { isDirectory, type Side, type Transfer } from './side.ts';

export const minioClient: Side = {
  name: 'minio-client',
  down: (transfer) => [
    ...command(transfer),
    `bench/${transfer.bucket}/${transfer.key}`,
    directoryPath(transfer),
  ],
  up: (transfer) => [
    ...command(transfer),
    directoryPath(transfer),
    `bench/${transfer.bucket}/${transfer.key}`,
  ],
  env: ({ scheme, url, accessKeyId, secretAccessKey }) => ({
    MC_HOST_bench: `${scheme}://${accessKeyId}:${secretAccessKey}@${new URL(url).host}`,
  }),
};

const command = (transfer: Transfer) =>
  [
    ...(['minio-client', 'cp', '--quiet'] as const),
    ...(isDirectory(transfer) ? ['--recursive'] : []),
  ] as const;

const directoryPath = (transfer: Transfer): string =>
  isDirectory(transfer) ? `${transfer.path}/` : transfer.path;
