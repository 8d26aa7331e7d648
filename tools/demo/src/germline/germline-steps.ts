import { stateDirectory, yeastData } from '@joblayer/local-cloud';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { followGraph, submitGraph } from '../batch/job-graph.ts';
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
import { germlineJobs, GERMLINE_TOOLS } from './jobs.ts';
import { sequenceOf } from '../simulation/sequence-of.ts';
import { PLANTED, type Variant } from './planted-variants.ts';
import { simulateReads, type Simulation } from './simulate-reads.ts';

const SIMULATION: Simulation = {
  seed: 1996,
  depth: 40,
  readLength: 100,
  fragmentLength: { mean: 300, spread: 60 },
  errorRate: 0.002,
};

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
    run: async (context, notify) =>
      void (await submitGraph(context, germlineJobs(context.locations), notify)),
  },
  {
    title: 'Jobs: each starts when those it needs have succeeded',
    run: (context, say) => followGraph(context, germlineJobs(context.locations), say),
  },
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
