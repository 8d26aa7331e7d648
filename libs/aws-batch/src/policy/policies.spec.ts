import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_ACTIONS } from '../client/actions.ts';
import type { Policy } from './policy.ts';
import { executionRolePolicy, jobRolePolicy } from './role-policies.ts';
import { submitterPolicy } from './submitter-policy.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The names in docs/aws-batch.md. */
const names = {
  ...{ partition: 'aws', region: 'eu-central-1', account: '123456789012' },
  ...{ repositoryPrefix: 'joblayer', queue: 'genomics', bucket: 'my-bucket' },
  ...{ jobRole: 'jobs', executionRole: 'execution', logGroup: '/aws/batch/job' },
};
const actionsOf = ({ Statement }: Policy) =>
  Statement.flatMap(({ Action }) => [...Action]).toSorted();

/** The commands of the S3 client, and the actions that they need. */
const S3_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AbortMultipartUpload: ['s3:AbortMultipartUpload'],
  CompleteMultipartUpload: ['s3:PutObject'],
  CreateMultipartUpload: ['s3:PutObject'],
  // With the id of a version, S3 checks the second one.
  DeleteObject: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  GetObject: ['s3:GetObject'],
  HeadObject: ['s3:GetObject'],
  ListMultipartUploads: ['s3:ListBucketMultipartUploads'],
  ListObjectsV2: ['s3:ListBucket'],
  ListParts: ['s3:ListMultipartUploadParts'],
  PutObject: ['s3:PutObject'],
  UploadPart: ['s3:PutObject'],
};

/** The commands that the S3 store makes, found in its source. */
const s3Commands = () =>
  globSync('libs/object-store/src/s3/**/*.ts', { cwd: ROOT })
    .filter((file) => !file.endsWith('.spec.ts'))
    .flatMap((file) => [...read(file).matchAll(/\bnew (\w+)Command\(|\bpaginate(\w+)\(/g)])
    .map(([, command, paginated]) => command ?? paginated ?? '');

describe('the policy of who submits', () => {
  it('has the actions of every call of the client, and those for the image, the roles and the records', () => {
    const calls = Object.values(CLIENT_ACTIONS).flat();
    const ofImage = ['ecr:BatchGetImage', 'ecr:DescribeRepositories', 'ecr:GetAuthorizationToken'];
    const ofRuns = ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'];
    expect(actionsOf(submitterPolicy(names))).toEqual(
      [...new Set([...calls, ...ofImage, ...ofRuns, 'iam:PassRole'])].toSorted(),
    );
  });

  it('states the actions that each call to AWS names in the source', () => {
    const source = globSync('libs/aws-batch/src/client/*.ts', { cwd: ROOT })
      .filter((file) => !/\.spec\.ts$|\/actions\.ts$/.test(file))
      .map(read)
      .join('');
    const called = [...source.matchAll(/\bcall\(\s*'([a-z]+:\w+)'/g)].map(([, action]) => action);
    // A call with tags needs this action, too.
    const stated = Object.values(CLIENT_ACTIONS)
      .flat()
      .filter((it) => it !== 'batch:TagResource');
    expect([...new Set(called)].toSorted()).toEqual([...new Set(stated)].toSorted());
  });

  it('allows actions on all resources only where AWS has no narrower ones', () => {
    const wide = submitterPolicy(names).Statement.filter(({ Resource }) => Resource === '*');
    expect(wide.flatMap(({ Action }) => [...Action])).toEqual([
      ...['batch:DescribeJobDefinitions', 'batch:DescribeJobQueues', 'batch:DescribeJobs'],
      ...['batch:ListJobs', 'ecr:GetAuthorizationToken'],
    ]);
  });
});

describe('the policy of the job role', () => {
  it('has exactly the actions of the commands that the S3 store makes', () => {
    const commands = s3Commands();
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((command) => !Object.hasOwn(S3_ACTIONS, command))).toEqual([]);
    const needed = commands.flatMap((command) => S3_ACTIONS[command] ?? []);
    expect(actionsOf(jobRolePolicy(names))).toEqual([...new Set(needed)].toSorted());
  });

  it('has exactly the actions in the table of the runtime', () => {
    const [, section = ''] = read('libs/job-runtime/README.md').split('\n## Permissions\n');
    const [table = ''] = section.split('\n### ');
    const stated = [...table.matchAll(/`(s3:\w+)`/g)].map(([, action]) => action);
    expect([...new Set(stated)].toSorted()).toEqual(actionsOf(jobRolePolicy(names)));
  });
});

describe('docs/aws-batch.md', () => {
  const page = read('docs/aws-batch.md');

  it.each([
    ['Who registers and submits', submitterPolicy],
    ['The job role', jobRolePolicy],
    ['The execution role', executionRolePolicy],
  ])('has the policy of this code under "%s"', (heading, make) => {
    const [, section = ''] = page.split(`\n### ${heading}\n`);
    const [, json = ''] = /```json\n(.*?)```/s.exec(section) ?? [];
    expect(JSON.parse(json)).toEqual(make(names));
  });
});
