import { facts, known } from '../facts.ts';
import { type FindingCase, brief } from './parts.ts';

/** Cases of the queue and its environments. */
export const PLACE_CASES: readonly FindingCase[] = [
  [
    'job-unknown',
    'certain',
    'alone',
    { ...facts(), job: known(undefined), queue: undefined, environments: undefined },
  ],
  [
    'queue-unknown',
    'certain',
    'alone',
    {
      ...facts({ subject: { kind: 'queue', name: 'q' } }),
      job: undefined,
      queue: known(undefined),
    },
  ],
  ['queue-disabled', 'certain', 'of the job', facts({ queue: { state: 'DISABLED' } })],
  [
    'queue-invalid',
    'certain',
    'with its reason',
    facts({ queue: { status: 'INVALID', statusReason: 'r' } }),
  ],
  ['queue-invalid', 'certain', 'while it is made', facts({ queue: { status: 'CREATING' } })],
  ['queue-invalid', 'possible', 'while it is updated', facts({ queue: { status: 'UPDATING' } })],
  [
    'queue-without-environment',
    'certain',
    'of the job',
    facts({ queue: { environments: [] }, environments: [] }),
  ],
  [
    'dependency-waiting',
    'certain',
    'that runs',
    facts({
      job: { status: 'PENDING' },
      dependencies: known([brief('a', { status: 'RUNNING' })]),
    }),
  ],
  [
    'dependency-failed',
    'certain',
    'of two',
    facts({
      job: { status: 'PENDING' },
      dependencies: known([brief('a', { status: 'FAILED' }), brief('b', { status: 'SUCCEEDED' })]),
    }),
  ],
  ['environment-unknown', 'certain', 'as the only one', facts({ environments: [] })],
  [
    'environment-disabled',
    'certain',
    'as the only one',
    facts({ environments: [{ state: 'DISABLED' }] }),
  ],
  [
    'environment-disabled',
    'possible',
    'beside one in order',
    facts({ environments: [{ state: 'DISABLED' }, {}] }),
  ],
  [
    'environment-invalid',
    'certain',
    'with its reason',
    facts({ environments: [{ status: 'INVALID', statusReason: 'CLIENT_ERROR - no role' }] }),
  ],
  [
    'environment-full',
    'likely',
    'at its maximum',
    facts({ environments: [{ desiredVcpus: 256 }] }),
  ],
  [
    'environment-full',
    'likely',
    'with less left than the job needs',
    facts({ environments: [{ desiredVcpus: 255 }] }),
  ],
  [
    'environment-full',
    'possible',
    'beside one with vCPUs left',
    facts({ environments: [{ desiredVcpus: 256 }, {}] }),
  ],
  [
    'hosts-take-no-jobs',
    'possible',
    'where no job runs',
    facts({ environments: [{ desiredVcpus: 2 }], activeJobs: known(0) }),
  ],
];
