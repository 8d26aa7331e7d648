import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { lambdaBam } from '../bed/bam.ts';
import type { Bed } from '../bed/bed.ts';
import { BUCKET } from '../bed/server.ts';
import type { Summary } from '../measure/summary.ts';
import type { Goal } from '../report/goals.ts';
import { wrapperEnv, wrapperJob } from '../sides/boto3.ts';
import { curlArguments, curlPut } from '../sides/curl.ts';
import { joblayer } from '../sides/drivers.ts';
import { JOB_OPTIONS, RUNNER } from '../sides/jobs.ts';
import { sameFiles, sameText } from './content.ts';
import type { Contender, Load } from './load.ts';

const PREFIX = 'stream/';
const KEY = `${PREFIX}lambda.bam`;
const RESULT = `${PREFIX}lambda.stats.txt`;
const STREAMED = 'joblayer, streamed';
const TRANSFER = 'transfer alone';
const TOOL = 'samtools stats alone';
const PIPED = 'curl into samtools stats';

/** A tool that reads its input once, during the download or after it. */
export async function stream(bed: Bed): Promise<Load> {
  const { endpoint } = bed.server;
  const { data } = bed.directories;
  const image = bed.images.samtoolsStats;
  const cpus = availableParallelism();
  const bam = await lambdaBam(bed, bed.context.sizes.bamCopies);
  const worker = await bed.worker();
  await worker.mustRun(curlPut(endpoint, BUCKET, KEY, bam.path));

  const at = (key: string) => `s3://${BUCKET}/${key}`;
  const samtools = ['samtools', 'stats', '-@', String(cpus - 1)];
  const copy = '/data/out/lambda.bam';
  const alone = '/data/out/alone.stats.txt';
  const readAlone = () => readFile(path.join(data, 'out', 'alone.stats.txt'), 'utf8');
  const checkAlone = async () => {
    if (withoutComments(await readAlone()) !== withoutComments(expected)) {
      throw new Error('samtools stats wrote other results than in its first run');
    }
  };
  const toolAlone = ['bash', '-c', `${samtools.join(' ')} "$0" > "$1"`, bam.path, alone] as const;
  await (await bed.worker(image)).mustRun(toolAlone);
  const expected = await readAlone();

  const clear = async () => {
    await bed.server.remove(RESULT);
    await rm(path.join(data, 'out', 'lambda.bam'), { force: true });
  };
  const job = (name: string, role: 'ours' | 'peer', command: Contender['commands'][number]) => ({
    name,
    role,
    commands: [command],
    prepare: clear,
    check: () => sameText(bed, name, expected, RESULT, withoutComments),
  });
  const ours = (name: string, ...more: readonly string[]) =>
    job(name, 'ours', {
      argv: [
        ...RUNNER,
        ...['--bam', at(KEY), '--stats', at(RESULT), '--cpus', String(cpus)],
        ...[...JOB_OPTIONS, ...more],
      ],
      env: endpoint.env,
      image,
    });
  return {
    name: 'stream',
    title: `samtools stats of a BAM of ${Math.round(bam.sizeBytes / 1e6)} MB, from S3 to S3`,
    bytes: bam.sizeBytes,
    contenders: [
      ours(STREAMED),
      ours('joblayer, staged', '--no-stream'),
      job('boto3 wrapper', 'peer', {
        argv: wrapperJob(at(KEY), at(RESULT), ...samtools, '{input}', '>', '{output}'),
        env: { ...endpoint.env, ...wrapperEnv() },
      }),
      {
        name: TRANSFER,
        role: 'ceiling',
        commands: [
          {
            argv: joblayer.down({ bucket: BUCKET, key: KEY, path: copy }, endpoint),
            env: endpoint.env,
          },
        ],
        prepare: clear,
        check: () => sameFiles(bed, TRANSFER, bam.path, copy),
      },
      {
        name: TOOL,
        role: 'ceiling',
        commands: [{ argv: toolAlone, env: {}, image }],
        prepare: clear,
        check: checkAlone,
      },
      {
        // The lower bound for streaming: curl neither starts a job nor compares or publishes anything.
        name: PIPED,
        role: 'ceiling',
        commands: [
          {
            argv: [
              ...(['bash', '-c'] as const),
              `set -o pipefail; curl "\${@:2}" | ${samtools.join(' ')} - > "$1"`,
              ...['bash', alone, ...curlArguments(endpoint, BUCKET, KEY)],
            ],
            env: endpoint.env,
          },
        ],
        prepare: clear,
        check: checkAlone,
      },
    ],
    goals: [longerGoal(STREAMED, [TRANSFER, TOOL], 1.1)],
    cleanUp: () => bed.server.remove(PREFIX),
  };
}

/** Comments contain the command line, which has a different path in each job. */
const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');

function longerGoal(ours: string, parts: readonly string[], limit: number): Goal {
  return {
    what: `${ours} / the longer of ${parts.join(' and ')}, wall time`,
    limit,
    measure: (summaries: readonly Summary[]) => {
      const medians = (names: readonly string[]) =>
        summaries
          .filter(({ contender }) => names.includes(contender))
          .map(({ medianMs }) => medianMs);
      const [own] = medians([ours]);
      const longest = Math.max(...medians(parts));
      return own === undefined || !Number.isFinite(longest) ? undefined : own / longest;
    },
  };
}
