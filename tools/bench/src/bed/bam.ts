import { lambdaPhageData } from '@joblayer/local-cloud';
import { link, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Bed } from './bed.ts';
import type { DataFile } from './data.ts';
import { docker } from './docker.ts';

/** Adds the number of its copy to each read's name. The file is no longer sorted, so its header must not say so. */
const REPLICATE = `
set -euo pipefail
{
  samtools view -H "$1" | sed 's/SO:coordinate/SO:unsorted/'
  for copy in $(seq "$3"); do
    samtools view "$1" | awk -v copy="$copy" 'BEGIN { FS = OFS = "\\t" } { $1 = $1 "." copy; print }'
  done
} | samtools view -b -@ 1 -o "$2"
`;

/**
 * A real BAM: `copies` copies of phage lambda's reads under new names, aligned with this project's bwa-mem. It is made
 * once and kept.
 */
export async function lambdaBam(bed: Bed, copies: number): Promise<DataFile> {
  const { cache, data } = bed.directories;
  const name = `lambda-${copies}.bam`;
  const kept = path.join(cache, name);
  if (!(await stat(kept).catch(() => undefined))) {
    bed.context.notify(`making a BAM of ${copies} copies of phage lambda's reads`);
    await makeBam(bed, kept, copies);
  }
  await rm(path.join(data, 'in', name), { force: true });
  await link(kept, path.join(data, 'in', name));
  return { path: `/data/in/${name}`, sizeBytes: (await stat(kept)).size };
}

async function makeBam({ context, images, directories }: Bed, target: string, copies: number) {
  const phage = await lambdaPhageData(context);
  const work = path.join(directories.run, 'bam');
  await mkdir(work, { recursive: true });
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const inContainer = (args: readonly string[]) =>
    docker(
      [
        ...['run', '--rm', '--user', user, '--volume', `${work}:/bam`],
        ...['--volume', `${phage.directory}:/phage:ro`, ...args],
      ],
      context.signal,
    );
  const inside = (file: string) => path.posix.join('/phage', path.relative(phage.directory, file));
  await inContainer([
    ...[images.bwaMem, '--reads1', inside(phage.reads1), '--reads2', inside(phage.reads2)],
    ...['--reference', inside(phage.reference), '--bam', '/bam/lambda.bam'],
  ]);
  await inContainer([
    ...['--entrypoint', 'bash', images.samtoolsStats, '-c', REPLICATE, 'replicate'],
    ...['/bam/lambda.bam', '/bam/copies.bam', String(copies)],
  ]);
  await rename(path.join(work, 'copies.bam'), target);
}
