import type { Cloud } from '@joblayer/local-cloud';
import { formatArgv } from '@joblayer/subprocess';
import { left, TOOLS, type CloudContext, type DemoContext } from '../context.ts';
import { s3Uri } from '../locations.ts';
import type { StepTime } from '../progress.ts';
import type { AlignmentSummary } from './alignment-summary.ts';

const DEFAULT_CLOUD = 'joblayer';

/** The demo's final report: the results, their locations, the times, and what to do next. */
export function demoReport(context: DemoContext, times: readonly StepTime[]): string {
  const summary = left(context.summary, 'the summary');
  return [
    ...section('Alignment of 10,000 read pairs to phage lambda', numbers(summary)),
    ...section('Outputs', outputs(context)),
    ...section('Sheet for the next step', left(context.nextSheet, 'the next sheet')),
    ...section('Images', Object.values(left(context.images, 'the images'))),
    ...section('Time', timeTable(times)),
    ...section('Go on', goOn(context)),
  ].join('\n');
}

export const section = (title: string, lines: readonly string[]) => [
  '',
  title,
  ...lines.map((line) => `  ${line}`),
];

/** The summary's numbers as a biologist writes them. */
export function numbers(summary: AlignmentSummary): string[] {
  const percent = (fraction: number) => `${(fraction * 100).toFixed(2)} %`;
  return [
    `reads        ${summary.reads.toLocaleString('en')}`,
    `mapped       ${summary.mappedReads.toLocaleString('en')} (${percent(summary.mappedFraction)})`,
    `error rate   ${percent(summary.errorRate)}`,
    `mean depth   ${summary.meanDepth.toFixed(1)}x`,
  ];
}

function outputs({ locations, resultsDirectory }: DemoContext): string[] {
  return [
    s3Uri(locations, locations.bam),
    s3Uri(locations, locations.stats),
    `copied to ${left(resultsDirectory, 'the results')}`,
  ];
}

export function timeTable(times: readonly StepTime[]): string[] {
  const total = times.reduce((sum, { ms }) => sum + ms, 0);
  const row = (ms: number, title: string) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${title}`;
  return [...times.map(({ ms, title }) => row(ms, title)), row(total, 'in all')];
}

function goOn(context: DemoContext): string[] {
  return lead(context, inTheCloud(context, left(context.cloud, 'the cloud')));
}

/** What to do next in the cloud of any pipeline. */
export const useCloud = (context: CloudContext): string[] =>
  lead(context, stayCommands(left(context.cloud, 'the cloud')));

function lead({ cloud, options }: CloudContext, commands: readonly string[]): string[] {
  if (options.keep) return ['The cloud still runs.', ...commands];
  if (cloud?.startedByUs === false)
    return ['The cloud ran before the demo, and stays.', ...commands];
  return [
    'The cloud stops now, and its S3 objects go with it. The copies above stay.',
    `To keep it and work with it:  npm run demo -- ${options.pipeline === 'alignment' ? '' : `--pipeline ${options.pipeline} `}--keep`,
  ];
}

/** Commands that work unchanged while the cloud runs. */
function inTheCloud(context: DemoContext, cloud: Cloud): string[] {
  const { locations } = context;
  const again = s3Uri(locations, `${locations.results}again.stats.txt`);
  return [
    'Read a result:',
    `    ${formatArgv([
      ...['curl', '-sSf', '--aws-sigv4', `aws:amz:${cloud.region}:s3`],
      ...[
        '--user',
        `${cloud.jobEnv['AWS_ACCESS_KEY_ID']}:${cloud.jobEnv['AWS_SECRET_ACCESS_KEY']}`,
      ],
      `${cloud.endpointUrl}/${locations.bucket}/${locations.stats}`,
    ])}`,
    'Run a tool on it by hand:',
    `    ${formatArgv([
      ...['docker', 'run', '--rm', '--network', cloud.network],
      ...Object.entries(cloud.jobEnv).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
      left(context.images, 'the images')['samtools-stats'],
      ...['--bam', s3Uri(locations, locations.bam), '--stats', again],
    ])}`,
    ...stayCommands(cloud),
  ];
}

function stayCommands(cloud: Cloud): string[] {
  const nameArgs = cloud.name === DEFAULT_CLOUD ? [] : ['--name', cloud.name];
  const localCloud = (command: string) =>
    formatArgv(['npm', 'run', '--silent', 'local-cloud', '--', command, ...nameArgs]);
  return [
    'Use it from this shell (aws, nx, anything with an AWS SDK):',
    `    eval "$(${localCloud('env')})"`,
    `    npx nx run-many -t docker-push -p ${TOOLS.join(',')}`,
    'See what it holds, and stop it:',
    `    ${localCloud('status')}`,
    `    ${localCloud('stop')}`,
  ];
}
