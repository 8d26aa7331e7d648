import { facts } from '../facts.ts';
import { type FindingCase } from './parts.ts';

const stuck = (statusReason: string) => facts({ job: { statusReason } });

/** Cases of what Batch and the container agent say. */
export const BATCH_CASES: readonly FindingCase[] = [
  ...(
    [
      [
        'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY',
        'Service cannot fulfill the capacity requested for instance type [m5.large]',
      ],
      [
        'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE',
        'CE(s) associated with the job queue cannot meet the CPU requirement of the job.',
      ],
      [
        'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
        'The job resource requirement (vCPU/memory/GPU) is higher than that can be met by the CE(s) attached to the job queue.',
      ],
      [
        'MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED',
        'Your compute environment associated with this job queue has an unsupported instance type configuration.',
      ],
      ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'Batch service role has a permission issue.'],
      ['ACTION_REQUIRED', 'CE(s) associated with the job queue are invalid.'],
    ] as const
  ).map(
    ([code, text]) => [code, 'certain', 'as Batch words it', stuck(`${code} - ${text}`)] as const,
  ),
  [
    'UNDETERMINED',
    'likely',
    'as Batch words it',
    stuck('UNDETERMINED - Batch job is blocked, root cause is undetermined.'),
  ],
  [
    'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY',
    'certain',
    'after Batch canceled the job for it',
    facts({
      job: {
        status: 'FAILED',
        statusReason:
          'Canceled by JobStateTimeLimit action due to reason: CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY',
      },
    }),
  ],
  ['other-reason', 'likely', 'that is not documented', stuck('QUOTA:NEW - Something else.')],
  ...[
    'CannotPullContainerError',
    'ResourceInitializationError',
    'CannotStartContainerError',
    'CannotCreateContainerError',
    'DockerTimeoutError',
  ].map(
    (code) =>
      [
        code,
        'likely',
        'of an earlier attempt',
        facts({ job: { attemptReasons: [`${code}: why`] } }),
      ] as const,
  ),
];
