import { stateDirectory, yeastData } from '@joblayer/local-cloud';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ensureJobQueue } from '../batch/infrastructure.ts';
import { submitJob } from '../batch/submit-job.ts';
import { watchJob } from '../batch/watch-job.ts';
import { cloudSteps } from '../cloud-steps.ts';
import { left } from '../context.ts';
import { DemoError } from '../error.ts';
import { s3Uri } from '../locations.ts';
import { downloadPrefix, ensureBucket, uploadFile } from '../objects.ts';
import type { Step } from '../progress.ts';
import { annotatedVariants, compare, type AnnotatedVariant } from './annotated-variants.ts';
import { calledVariants, compareCalls, type Call } from './called-variants.ts';
import { effectLine } from './germline-report.ts';
import type { GermlineContext } from './germline-context.ts';
import { germlineJobs, GERMLINE_TOOLS, graphLines } from './jobs.ts';
import { PLANTED, type Variant } from './planted-variants.ts';
import { simulateReads, type Simulation } from './simulate-reads.ts';

const SIMULATION: Simulation = {
  seed: 1996,
  depth: 40,
  readLength: 100,
  fragmentLength: { mean: 300, spread: 60 },
  errorRate: 0.002,
};
const JOB_TIMEOUT_SECONDS = 900;

/** The germline pipeline, from starting an engine to the table of effects. */
export const germlineSteps: readonly Step<GermlineContext>[] = [
  ...cloudSteps(GERMLINE_TOOLS),
  {
    title: `Reads of yeast with ${PLANTED.length} planted variants, genome and annotation: into S3`,
    async run(context, notify) {
      const { options, locations } = context;
      const { s3 } = left(context.clients, 'the clients');
      const data = await yeastData({ notify, signal: options.signal });
      context.data = data;
      const genome = sequenceOf(await readFile(data.reference, 'utf8'));
      const { reads1, reads2, pairs } = simulateReads(genome, PLANTED, SIMULATION);
      context.pairs = pairs;
      await ensureBucket(s3, locations.bucket);
      const work = await mkdtemp(path.join(data.directory, 'reads-'));
      try {
        const files = {
          reads1: path.join(work, 'reads_1.fq'),
          reads2: path.join(work, 'reads_2.fq'),
          reference: data.reference,
          annotation: data.annotation,
        };
        await writeFile(files.reads1, reads1);
        await writeFile(files.reads2, reads2);
        for (const name of ['reads1', 'reads2', 'reference', 'annotation'] as const) {
          notify(s3Uri(locations, locations[name]));
          await uploadFile(s3, locations.bucket, locations[name], files[name]);
        }
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
  },
  {
    title: 'Batch: queue, job definitions, the graph of jobs',
    async run(context, notify) {
      const clients = left(context.clients, 'the clients');
      const queue = await ensureJobQueue(clients);
      const idOf = (name: string) => left(context.jobs.get(name), `the job ${name}`);
      for (const { name, tool, after, memoryMiB, command } of germlineJobs(context.locations)) {
        const jobId = await submitJob(clients, {
          definition: {
            tool: name,
            image: left(left(context.images, 'the images')[tool], `the image ${tool}`),
            environment: left(context.cloud, 'the cloud').jobEnv,
            vcpus: 1,
            memoryMiB,
            timeoutSeconds: JOB_TIMEOUT_SECONDS,
          },
          jobName: `demo-${name}`,
          queue,
          command,
          after: after.map(idOf),
        });
        context.jobs.set(name, jobId);
        notify(`${name} ${jobId}${after.length > 0 ? `, after ${after.join(' and ')}` : ''}`);
      }
    },
  },
  { title: 'Jobs: each starts when those it needs have succeeded', run: followJobs },
  {
    title: 'Results: bcftools and freebayes found the planted variants',
    async run(context, notify) {
      const { locations } = context;
      const { bucket, prefix, results, annotatedVcf, freebayesVcf } = locations;
      const { s3 } = left(context.clients, 'the clients');
      const directory = path.join(stateDirectory, 'demo-results', path.basename(prefix));
      await downloadPrefix(s3, bucket, results, directory);
      context.resultsDirectory = directory;
      notify(directory);
      const records = async (key: string) =>
        gunzipSync(await readFile(path.join(directory, path.basename(key)))).toString();
      const annotated = compare(PLANTED, annotatedVariants(await records(annotatedVcf)));
      expectPlanted(s3Uri(locations, annotatedVcf), annotated.missing, annotated.surplus);
      const called = compareCalls(PLANTED, calledVariants(await records(freebayesVcf)));
      expectPlanted(s3Uri(locations, freebayesVcf), called.missing, called.surplus);
      context.found = annotated.found;
    },
  },
];

/** @throws DemoError `unexpected-variants` */
function expectPlanted(
  location: string,
  missing: readonly Variant[],
  surplus: readonly (AnnotatedVariant | Call)[],
): void {
  if (missing.length === 0 && surplus.length === 0) return;
  throw new DemoError({
    ...{ code: 'unexpected-variants', location },
    ...{ missing: missing.map(effectLine), surplus: surplus.map(effectLine) },
  });
}

/** Follows all jobs at once. Shows the graph whenever a job changes its state. */
async function followJobs(context: GermlineContext, say: (line: string) => void): Promise<void> {
  const clients = left(context.clients, 'the clients');
  const jobs = germlineJobs(context.locations);
  const states = new Map<string, string>();
  const ends = await Promise.allSettled(
    jobs.map(async ({ name }) => {
      await watchJob(clients, left(context.jobs.get(name), `the job ${name}`), {
        onState(state) {
          states.set(name, state);
          say(graphLines(jobs, states).join('\n'));
        },
        onLogLine: () => undefined,
        serviceLog: () => left(context.cloud, 'the cloud').logTail(500),
        signal: context.options.signal,
      });
      context.jobs.delete(name);
    }),
  );
  // Takes the first in the graph's order: a job that lacks a result comes after the job that failed
  // to make it.
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

const sequenceOf = (fasta: string): string =>
  fasta
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .map((line) => line.trim())
    .join('')
    .toUpperCase();
