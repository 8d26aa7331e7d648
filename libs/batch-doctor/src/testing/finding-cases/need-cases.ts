import { denied, facts, known, M5_LARGE, roleFacts } from '../facts.ts';
import { type FindingCase, image, head, fargate } from './parts.ts';

const M6G = { ...M5_LARGE, name: 'm6g.large', architectures: ['arm64'] };

/** Cases of roles, images and log groups, of the head of the queue, and of calls that failed. */
export const NEED_CASES: readonly FindingCase[] = [
  [
    'role-missing',
    'certain',
    'of the job',
    facts({ roles: [roleFacts({ role: known(undefined) })] }),
  ],
  [
    'service-linked-role-missing',
    'certain',
    'of Batch',
    facts({ roles: [roleFacts({ role: known(undefined), isServiceLinked: true })] }),
  ],
  [
    'role-not-assumable',
    'certain',
    'by the service',
    facts({ roles: [roleFacts({ service: 'ec2.amazonaws.com' })] }),
  ],
  ...(
    [
      [true, 'certain'],
      [false, 'likely'],
    ] as const
  ).map(
    ([explicit, certainty]) =>
      [
        'permission-missing',
        certainty,
        explicit ? 'as a statement denies it' : 'as no statement allows it',
        facts({
          roles: [
            roleFacts({
              denials: known([{ action: 'ecr:BatchGetImage', resource: '*', explicit }]),
            }),
          ],
        }),
      ] as const,
  ),
  ['image-missing', 'certain', 'in ECR', facts(image(undefined))],
  ['image-platform', 'certain', 'than all hosts', facts(image(['arm64']))],
  [
    'image-platform',
    'possible',
    'than some hosts',
    facts({ ...image(['amd64']), environments: [{ types: known([M5_LARGE, M6G]) }] }),
  ],
  [
    'image-platform',
    'certain',
    'than that of Fargate',
    facts({ ...fargate({ cpuArchitecture: 'ARM64', memoryMiB: 4096 }), ...image(['amd64']) }),
  ],
  [
    'log-group-missing',
    'certain',
    'of the job definition',
    facts({ logGroup: { name: '/g', exists: known(false) } }),
  ],
  [
    'head-blocked',
    'certain',
    'with the reason of Batch',
    facts(head('b', { statusReason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - x' })),
  ],
  ['head-blocked', 'possible', 'where no job runs', facts({ ...head('b'), activeJobs: known(0) })],
  ['behind-others', 'certain', 'in the order of Batch', facts(head('b'))],
  [
    'behind-others',
    'likely',
    'in the order of submission',
    facts(head('b', {}, { fromBatch: false })),
  ],
  [
    'call-denied',
    'unknown',
    'to one action',
    facts({ roles: [roleFacts({ role: denied('iam:GetRole') })] }),
  ],
  [
    'call-failed',
    'unknown',
    'of one action',
    {
      ...facts(),
      activeJobs: { known: false, action: 'batch:ListJobs', denied: false, detail: 'd' },
    },
  ],
];
