import { CLIENT_ACTIONS, type ClientAction } from '../client/actions.ts';
import { arn, policy, type Policy, type PolicyNames, type Statement } from './policy.ts';

/** The resources that an action can be limited to; the key `*` is for those that cannot be. */
const RESOURCES: Readonly<Record<ClientAction, readonly Resource[]>> = {
  'batch:DescribeJobDefinitions': ['*'],
  'batch:DescribeJobQueues': ['*'],
  'batch:DescribeJobs': ['*'],
  'batch:ListJobs': ['*'],
  'batch:RegisterJobDefinition': ['definition'],
  'batch:SubmitJob': ['definition', 'queue'],
  'batch:TagResource': ['definition', 'job'],
  'batch:TerminateJob': ['job'],
  'batch:CancelJob': ['job'],
  'logs:GetLogEvents': ['log'],
};

type Resource = '*' | 'definition' | 'queue' | 'job' | 'log';

/** The calls by which a submission looks for its image in ECR: a login, and a manifest. */
export const IMAGE_LOOKUP_ACTIONS = {
  logIn: 'ecr:GetAuthorizationToken',
  read: ['ecr:BatchGetImage', 'ecr:DescribeRepositories'],
} as const;

/** The directory of the records of runs, beside the outputs. */
const RECORDS = '.joblayer-runs/';

/** What looks for inputs and reads output manifests does with objects. */
const READ_ACTIONS = ['s3:GetObject'] as const;

/** What keeps the record of a run does with its objects, besides reading them. */
const RECORD_ACTIONS = ['s3:DeleteObject', 's3:PutObject'] as const;

/**
 * What a person needs who registers tools, submits, follows and ends jobs, and no more. Who only
 * submits does not need the statements `Register` and `PassRoles`.
 */
export function submitterPolicy(names: PolicyNames): Policy {
  const { partition, account, repositoryPrefix, queue, logGroup } = names;
  const at = arn(names);
  const bucket = `arn:${partition}:s3:::${names.bucket}`;
  const arns: Readonly<Record<Resource, string>> = {
    '*': '*',
    definition: at('batch', `job-definition/${repositoryPrefix}-*`),
    queue: at('batch', `job-queue/${queue}`),
    job: at('batch', 'job/*'),
    log: at('logs', `log-group:${logGroup}:log-stream:*`),
  };
  const role = (name: string) => `arn:${partition}:iam::${account}:role/${name}`;
  return policy(
    ...byResources(ACTIONS, arns),
    {
      Sid: 'FindImage',
      Effect: 'Allow',
      Action: IMAGE_LOOKUP_ACTIONS.read,
      Resource: at('ecr', `repository/${repositoryPrefix}/*`),
    },
    { Sid: 'LogInToEcr', Effect: 'Allow', Action: [IMAGE_LOOKUP_ACTIONS.logIn], Resource: '*' },
    { Sid: 'ListObjects', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: bucket },
    { Sid: 'ReadObjects', Effect: 'Allow', Action: READ_ACTIONS, Resource: `${bucket}/*` },
    {
      Sid: 'KeepRecords',
      Effect: 'Allow',
      Action: RECORD_ACTIONS,
      Resource: `${bucket}/*${RECORDS}*`,
    },
    {
      Sid: 'PassRoles',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [role(names.jobRole), role(names.executionRole)],
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  );
}

/** One statement for the actions of the same resources. */
function byResources(
  actions: readonly ClientAction[],
  arns: Readonly<Record<Resource, string>>,
): Statement[] {
  const groups = Map.groupBy(actions, (action) => RESOURCES[action].join(' '));
  return [...groups].map(([key, group]) => {
    const resources = (key.split(' ') as Resource[]).map((each) => arns[each]);
    return {
      Sid: SIDS[key] ?? key,
      Effect: 'Allow',
      Action: group,
      Resource: resources.length === 1 ? (resources[0] ?? '*') : resources,
    };
  });
}

const ACTIONS = [...new Set(Object.values(CLIENT_ACTIONS).flat())].toSorted();

const SIDS: Readonly<Record<string, string>> = {
  '*': 'SeeJobs',
  definition: 'Register',
  'definition queue': 'Submit',
  'definition job': 'Tag',
  job: 'EndJobs',
  log: 'ReadLogs',
};
