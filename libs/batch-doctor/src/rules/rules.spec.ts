import type { EnvironmentWithTypes, Facts } from '../facts.ts';
import { denied, facts, known, M5_LARGE, roleFacts } from '../testing/facts.ts';
import { BATCH_CASES } from '../testing/finding-cases/batch-cases.ts';
import { FIT_CASES } from '../testing/finding-cases/fit-cases.ts';
import { NEED_CASES } from '../testing/finding-cases/need-cases.ts';
import { brief, fargate, head, image } from '../testing/finding-cases/parts.ts';
import { PLACE_CASES } from '../testing/finding-cases/place-cases.ts';
import { FINDING_ROWS, findingsOf } from './rules.ts';

const CASES = [...BATCH_CASES, ...PLACE_CASES, ...FIT_CASES, ...NEED_CASES];

describe('the facts about a job that waits', () => {
  it.each(CASES)('give the finding %s, which is %s, %s', (code, certainty, _, given) => {
    expect(findingsOf(given).map((each) => [each.code, each.certainty])).toEqual([
      [code, certainty],
    ]);
  });

  it('are tried for every finding there is', () => {
    const tried = new Set(CASES.map(([code]) => code));
    expect([...tried].toSorted()).toEqual(FINDING_ROWS.map(({ code }) => code).toSorted());
  });

  it.each<readonly [string, Facts]>([
    [
      'all is in order',
      facts({
        roles: [roleFacts()],
        ...image(['amd64']),
        logGroup: { name: '/g', exists: known(true) },
      }),
    ],
    ['the job is the first of the queue', facts(head('job-1'))],
    ['a child of the array is the first of the queue', facts(head('job-1:3'))],
    [
      'another environment has larger hosts',
      facts({
        job: { vcpus: 4 },
        environments: [{}, { types: known([{ ...M5_LARGE, vcpus: 4 }]) }],
      }),
    ],
    [
      'another environment has hosts of a kind that is not known',
      facts({ job: { vcpus: 4 }, environments: [{}, { kind: undefined, types: undefined }] }),
    ],
    ['an environment is updated', facts({ environments: [{ status: 'UPDATING' }] })],
    ['hosts are ordered for jobs that run', facts({ environments: [{ desiredVcpus: 2 }] })],
    ['Fargate has the size', facts(fargate({ vcpus: 0.25, memoryMiB: 512 }))],
    ['Fargate has the largest size', facts(fargate({ vcpus: 32, memoryMiB: 249_856 }))],
    ['the image has one architecture more', facts(image(['arm64', 'amd64']))],
    [
      'the dependencies have succeeded',
      facts({
        job: { status: 'PENDING' },
        dependencies: known([brief('a', { status: 'SUCCEEDED' })]),
      }),
    ],
  ])('give no finding where %s', (_, given) => {
    expect(findingsOf(given)).toEqual([]);
  });

  it('give no finding once the job runs', () => {
    expect(findingsOf(facts({ job: { status: 'RUNNING' }, queue: { state: 'DISABLED' } }))).toEqual(
      [],
    );
  });

  it('say nothing of the end of a container that ran', () => {
    const job = { status: 'FAILED', statusReason: 'Essential container in task exited' };
    expect(findingsOf(facts({ job }))).toEqual([]);
  });
});

describe('several findings', () => {
  it("begin with Batch's own reason, and go on with the surest", () => {
    const environments: readonly Partial<EnvironmentWithTypes>[] = [
      { state: 'DISABLED' },
      { desiredVcpus: 256 },
    ];
    const given = facts({
      job: { statusReason: 'UNDETERMINED - Batch job is blocked, root cause is undetermined.' },
      ...{ environments, queue: { state: 'DISABLED' }, activeJobs: denied('batch:ListJobs') },
    });
    expect(findingsOf(given).map(({ code }) => code)).toEqual([
      ...[
        'UNDETERMINED',
        'queue-disabled',
        'environment-full',
        'environment-disabled',
        'call-denied',
      ],
    ]);
  });

  it('are one for each action that is denied', () => {
    const role = denied('iam:GetRole');
    const given = facts({ roles: [roleFacts({ role }), roleFacts({ name: 'other', role })] });
    const [finding, ...rest] = findingsOf(given);
    expect(rest).toEqual([]);
    expect(finding?.problem).toBe(
      'You may not call iam:GetRole: cannot say whether jobs, the job role, exists; whether other, the job role, exists.',
    );
  });
});

describe('the text of a finding', () => {
  it('names what the job asks for, and what there is', () => {
    const [finding] = findingsOf(facts({ job: { memoryMiB: 9000 } }));
    expect(finding?.problem).toBe(
      'The job asks for 2 vCPUs and 9000 MiB, and no instance type of ce has that for a job. The largest is m5.large (2 vCPUs, 8192 MiB).',
    );
    expect(finding?.cure).toContain('keeps 32 MiB of each host');
  });

  it('names the permission that is missing, and the role', () => {
    const denials = known([{ action: 'ecr:BatchGetImage', resource: 'arn:r', explicit: false }]);
    const [finding] = findingsOf(facts({ roles: [roleFacts({ denials })] }));
    expect(finding?.problem).toBe('jobs, the job role, may not do ecr:BatchGetImage on arn:r.');
  });

  it('has the reason of an environment that is invalid', () => {
    const [finding] = findingsOf(
      facts({ environments: [{ status: 'INVALID', statusReason: 'no role' }] }),
    );
    expect(finding?.problem).toBe('The compute environment ce is INVALID: no role');
  });
});
