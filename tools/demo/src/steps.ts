import { lambdaPhageData, stateDirectory } from '@joblayer/local-cloud';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureJobQueue } from './batch/infrastructure.ts';
import { submitJob } from './batch/submit-job.ts';
import { watchJob } from './batch/watch-job.ts';
import { cloudSteps } from './cloud-steps.ts';
import { left, TOOLS, type DemoContext, type Tool } from './context.ts';
import { s3Uri } from './locations.ts';
import { downloadPrefix, ensureBucket, readText, uploadFile } from './objects.ts';
import type { Step } from './progress.ts';
import { basesIn, summarize } from './report/alignment-summary.ts';
import { sheetSteps } from './sheet/sheet-steps.ts';

const JOB_TIMEOUT_SECONDS = 600;

/** The alignment pipeline, from starting an engine to the results. */
export const steps: readonly Step<DemoContext>[] = [
  ...cloudSteps(TOOLS),
  {
    title: 'Reads and reference of phage lambda: into S3',
    async run(context, notify) {
      const { options, locations } = context;
      const { s3 } = left(context.clients, 'the clients');
      const data = await lambdaPhageData({ notify, signal: options.signal });
      context.data = data;
      await ensureBucket(s3, locations.bucket);
      for (const file of ['reads1', 'reads2', 'reference'] as const) {
        notify(s3Uri(locations, locations[file]));
        await uploadFile(s3, locations.bucket, locations[file], data[file]);
      }
    },
  },
  {
    title: 'Batch: compute environment, queue, job definitions, two jobs',
    async run(context, notify) {
      const { locations } = context;
      const clients = left(context.clients, 'the clients');
      const queue = await ensureJobQueue(clients);
      context.queue = queue;
      const align = await submit(context, queue, 'bwa-mem', [], {
        '--reads1': s3Uri(locations, locations.reads1),
        '--reads2': s3Uri(locations, locations.reads2),
        '--reference': s3Uri(locations, locations.reference),
        '--sample': 'lambda',
        '--bam': s3Uri(locations, locations.bam),
      });
      notify(`bwa-mem ${align}`);
      const measure = await submit(context, queue, 'samtools-stats', [align], {
        '--bam': s3Uri(locations, locations.bam),
        '--stats': s3Uri(locations, locations.stats),
      });
      notify(`samtools-stats ${measure}, once bwa-mem has succeeded`);
    },
  },
  {
    title: 'Job bwa-mem: align the reads',
    run: (context, say) => follow(context, 'bwa-mem', say),
  },
  {
    title: 'Job samtools-stats: measure the alignment',
    run: (context, say) => follow(context, 'samtools-stats', say),
  },
  ...sheetSteps,
  {
    title: 'Results: read from S3',
    async run(context, notify) {
      const { locations } = context;
      const { bucket, prefix, results, stats } = locations;
      const { s3 } = left(context.clients, 'the clients');
      const reference = await readFile(left(context.data, 'the data').reference, 'utf8');
      context.summary = summarize(
        await readText(s3, bucket, stats),
        basesIn(reference),
        s3Uri(locations, stats),
      );
      const directory = path.join(stateDirectory, 'demo-results', path.basename(prefix));
      await downloadPrefix(s3, bucket, results, directory);
      context.resultsDirectory = directory;
      notify(directory);
    },
  },
];

async function submit(
  context: DemoContext,
  queue: string,
  tool: Tool,
  after: readonly string[],
  flags: Readonly<Record<string, string>>,
): Promise<string> {
  const jobId = await submitJob(left(context.clients, 'the clients'), {
    definition: {
      tool,
      image: left(context.images, 'the images')[tool],
      environment: left(context.cloud, 'the cloud').jobEnv,
      vcpus: 1,
      memoryMiB: 1024,
      timeoutSeconds: JOB_TIMEOUT_SECONDS,
    },
    jobName: `demo-${tool}`,
    queue,
    command: Object.entries(flags).flat(),
    after,
  });
  context.jobs.set(tool, jobId);
  return jobId;
}

async function follow(context: DemoContext, tool: Tool, say: (line: string) => void) {
  await watchJob(
    left(context.clients, 'the clients'),
    left(context.jobs.get(tool), `the job ${tool}`),
    {
      onState: say,
      onLogLine: (line) => say(`| ${line}`),
      serviceLog: () => left(context.cloud, 'the cloud').logTail(500),
      signal: context.options.signal,
    },
  );
  context.jobs.delete(tool);
}
