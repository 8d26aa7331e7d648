import type { Bed } from './bed.ts';

/** The Debian packages of the peers, with their names in the report. */
const PACKAGES = {
  awscli: 'aws-cli',
  'python3-awscrt': 'awscrt',
  rclone: 'rclone',
  'minio-client': 'minio-client',
  'python3-boto3': 'boto3',
  curl: 'curl',
  samtools: 'samtools',
} as const;

/** The versions of the peers in their image, and that of the S3 server. */
export async function peerVersions(bed: Bed): Promise<Record<string, string>> {
  const worker = await bed.worker();
  const names = Object.keys(PACKAGES);
  const query = ['dpkg-query', '--show', '--showformat', '${Package} ${Version}\n'] as const;
  const { stdout } = await worker.mustRun([...query, ...names]);
  const pairs = stdout
    .split('\n')
    .map((line) => line.split(' '))
    .map(([name = '', version = '']) => [PACKAGES[name as keyof typeof PACKAGES], version]);
  const ceph = await bed.server.version();
  return { ...Object.fromEntries(pairs), ceph };
}
