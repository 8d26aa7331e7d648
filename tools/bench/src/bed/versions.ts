import type { Bed } from './bed.ts';

/** Debian's packages of the peers' image that take part, by the names that the report has for them. */
const PACKAGES = {
  awscli: 'aws-cli',
  'python3-awscrt': 'awscrt',
  rclone: 'rclone',
  'minio-client': 'minio-client',
  'python3-boto3': 'boto3',
  curl: 'curl',
  samtools: 'samtools',
} as const;

/** The versions of the peers, as they are in their image. */
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
