import { PutObjectCommand } from '@aws-sdk/client-s3';
import { stateDirectory, workspaceRoot } from '@joblayer/local-cloud';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { left, type DemoContext } from '../context.ts';
import { s3Uri } from '../locations.ts';
import { readBytes } from '../objects.ts';
import type { Step } from '../progress.ts';
import { call } from './call.ts';

const SAMPLES = ['lambda', 'lambda-again', 'lambda-cut'] as const;
/** Its BAM is cut off at first. */
const DAMAGED = 'lambda-cut';

/** A sample sheet as one array job of Batch: a row fails, is repaired and tried again. */
export const sheetSteps: readonly Step<DemoContext>[] = [
  {
    title: 'Sample sheet: three rows as one array of Batch, one with a BAM that is cut off',
    async run(context, notify) {
      const { bucket, prefix } = context.locations;
      await writeInputs(context, (bam) => bam.subarray(0, bam.length / 2));
      const rows = SAMPLES.map(
        (sample) => `${sample}\t${s3Uri({ bucket }, bamKey(context, sample))}\n`,
      );
      const sheet = path.relative(workspaceRoot, path.join(directoryOf(context), 'samples.tsv'));
      await mkdir(directoryOf(context), { recursive: true });
      await writeFile(path.join(workspaceRoot, sheet), `sample\tbam\n${rows.join('')}`);
      context.run = `demo-${path.basename(prefix)}`;
      const outputs = s3Uri({ bucket }, `${prefix}sheet/{sample}/`);
      await call(context, notify, '3 rows: 2 succeeded, 1 failed', [
        ...['run', 'samtools-stats', '--on', 'batch', '--sheet', sheet, '--run', context.run],
        ...['--vcpus', '1', '--memory-mib', '1024', '--wait', '--', '--output-dir', outputs],
      ]);
    },
  },
  {
    title: 'Sample sheet: the BAM is repaired, and the failed row alone is tried again',
    async run(context, notify) {
      await writeInputs(context, (bam) => bam);
      const run = left(context.run, 'the run');
      await call(context, notify, `Retry 1 of ${run}: 1 row`, ['retry', run]);
      await call(context, notify, '3 rows: 3 succeeded', ['status', run, '--watch', '--all']);
      const { stdout } = await call(context, notify, 'sample\tbam', ['outputs', run]);
      context.nextSheet = stdout;
    },
  },
];

const directoryOf = ({ locations }: DemoContext): string =>
  path.join(stateDirectory, 'demo-results', path.basename(locations.prefix));

const bamKey = ({ locations }: DemoContext, sample: string): string =>
  sample === SAMPLES[0] ? locations.bam : `${locations.prefix}sheet-inputs/${sample}.bam`;

async function writeInputs(
  context: DemoContext,
  change: (bam: Uint8Array) => Uint8Array,
): Promise<void> {
  const { s3 } = left(context.clients, 'the clients');
  const { bucket: Bucket, bam } = context.locations;
  const whole = await readBytes(s3, Bucket, bam);
  for (const sample of SAMPLES.slice(1)) {
    const Body = sample === DAMAGED ? change(whole) : whole;
    await s3.send(new PutObjectCommand({ Bucket, Key: bamKey(context, sample), Body }));
  }
}
