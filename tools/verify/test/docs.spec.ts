import { BatchClient } from '@aws-sdk/client-batch';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { IAMClient } from '@aws-sdk/client-iam';
import { workspaceRoot } from '@joblayer/local-cloud';
import { pack } from 'joblayer/pack';
import { PushedTools } from 'joblayer/testing';
import {
  finish,
  imageOf,
  layOutSample,
  removeDirectory,
  sharedDirectory,
  testCloud,
} from '@joblayer/verify/testing';
import { createJobQueue } from '@joblayer/verify/testing/job-queue';
import { randomUUID } from 'node:crypto';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { codeBlocksOf, commandsOf } from '../src/docs/code-blocks.ts';
import { userPages } from '../src/docs/pages.ts';

/**
 * The reader's own names on the pages: a bucket, and the files in it and in the current directory.
 */
const BUCKET = 'my-bucket';
const FILES = ['sample.bam', 'sample.bam.bai', 'sample_1.fq.gz', 'sample_2.fq.gz', 'genome.fa'];

const QUEUE = `docs-${randomUUID()}`;
/** Its commands need the engines that it is about, which `npm test` does not have. cwl.spec.ts runs those for cwltool. */
const ENGINES = 'docs/workflow-engines.md';
const pages = userPages.filter(({ file, text }) => file !== ENGINES && commandsOf(text) !== '');

/**
 * The differences between a reader and this test. The test's cloud is a local one, with its own
 * network. A reader's current directory is the workspace; here it is another one, because the
 * commands leave files. `npm test` runs this test already.
 */
function prelude(log: string): string {
  const { jobEnv, network } = testCloud();
  const options = Object.entries(jobEnv).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const ofJobs = Object.entries(jobEnv).map(
    ([name, value]) => `export JOBLAYER_JOB_ENV_${name}='${value}'`,
  );
  return `exec > '${log}' 2>&1
export QUEUE='${QUEUE}' JOBLAYER_QUEUE='${QUEUE}' JOBLAYER_REGISTRY_PREFIX='${tools.prefix}'
export XDG_STATE_HOME='${directory}/state' XDG_CACHE_HOME='${directory}/cache'
${ofJobs.join('\n')}
docker() {
  if [ "$1" != run ]; then command docker "$@"; return; fi
  shift
  command docker run --network '${network}' ${options.join(' ')} "$@"
}
joblayer() {
  case "$*" in 'run '*' --on docker '*) ;; *) command joblayer "$@"; return ;; esac
  shift
  command joblayer run --network '${network}' "$@"
}
npx() { (cd '${workspaceRoot}' && NX_DAEMON=false command npx "$@"); }
npm() {
  case "$*" in
    test) ;;
    'install --global joblayer')
      command npm install --silent --offline --prefix '${directory}/cli' '${tarball}'
      export PATH="${directory}/cli/node_modules/.bin:$PATH" ;;
    'run demo') npm run demo -- --name "$JOBLAYER_CLOUD_NAME" ;;
    *) (cd '${workspaceRoot}' && command npm "$@") ;;
  esac
}
`;
}

/** `latest` may be another workspace's image on this engine. */
const withBuiltImages = (commands: string) =>
  commands.replaceAll(/(?<= )joblayer\/(?<name>[\w-]+)/g, (_, name: string) => imageOf(name));

let directory: string;
/** The images that a reader has pushed. */
let tools: PushedTools;
/** The package that npm would install. */
let tarball: string;

/** Runs a page's commands in order. Returns all their output. */
async function follow(
  markdown: string,
): Promise<{ readonly failed: boolean; readonly log: string }> {
  const log = path.join(directory, 'commands.log');
  const commands = withBuiltImages(commandsOf(markdown));
  const lines = `cd '${directory}'\n${prelude(log)}${commands}`;
  const { exitCode } = await finish(['bash', '-euxo', 'pipefail', '-c', lines]);
  return { failed: exitCode !== 0, log: await readFile(log, 'utf8') };
}

beforeAll(async () => {
  directory = await sharedDirectory();
  await symlink(path.join(workspaceRoot, 'packages'), path.join(directory, 'packages'));
  await layOutSample(directory);
  tarball = await pack(directory);
  tools = await PushedTools.push(['bwa-mem', 'samtools-stats', 'samtools-markdup']);
  const { s3 } = testCloud();
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  for (const name of FILES) {
    const Body = await readFile(path.join(directory, name));
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: name, Body }));
  }
  const clients = { batch: new BatchClient(), iam: new IAMClient() };
  await createJobQueue(clients, QUEUE);
  Object.values(clients).forEach((client) => client.destroy());
});
afterAll(async () => {
  await tools.remove();
  await removeDirectory(directory);
});

/** Removes what differs between two runs: times, names made from them, and sizes. */
const stable = (text: string): string =>
  text
    .replaceAll(/\d\d:\d\d:\d\d/g, 'TIME')
    .replaceAll(/\d{8}-\d{6}/g, 'RUN')
    .replaceAll(/succeeded in .*/g, 'succeeded')
    .replaceAll(/\[[\d.m ]+s\]/g, '[SECONDS]')
    .replaceAll(/\d[\d.]* [kM]?B\b/g, 'SIZE');

describe('the pages of the documentation', () => {
  it('include the README and docs', () => {
    expect(pages.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['README.md', 'docs/aws-batch.md', 'docs/getting-started.md']),
    );
  });

  it.each(pages)(
    'have commands in $file that run as written, and print the output that the page shows',
    async ({ text }) => {
      const { failed, log } = await follow(text);
      expect(failed ? log : '').toBe('');
      const shown = codeBlocksOf(text)
        .filter(({ language, text: block }) => language === 'text' && block.includes('[joblayer '))
        .flatMap(({ text: block }) => stable(block).split('\n'));
      const written = stable(log).split('\n');
      expect(shown.filter((line) => !written.includes(line))).toEqual([]);
    },
  );
});
