import type { Facts, Known } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';

interface Call {
  readonly action: string;
  readonly detail: string;
  /** `whether the image exists; whether …`. */
  readonly questions: string;
}

export const unknownFinding = defineFindings({
  'call-denied': {
    cause: 'you may not make a call, so one of the questions has no response',
    remedy: 'allow the action that the finding names, and ask again',
    problem: ({ action, questions }: Call) =>
      `You may not call ${action}: cannot say ${questions}.`,
    cure: ({ action }: Call) => `Allow ${action} for the role or user in use, and ask again.`,
  },
  'call-failed': {
    cause: 'a call failed, so one of the questions has no response',
    remedy: 'correct what its message names, or ask again later',
    problem: ({ questions, detail }: Call) => `Cannot say ${questions}. ${detail}`,
    cure: () => 'Correct what the message names, or ask again later.',
  },
});

/** What could not be looked at, with the questions that stay open: one finding for each action. */
export function unknownRules(facts: Facts): Finding[] {
  const open: (readonly [Known<unknown> | undefined, string])[] = [
    [facts.job, 'what the job asks for'],
    [facts.queue, 'whether the job queue is in order'],
    [facts.environments, 'whether its compute environments are in order'],
    ...(facts.environments?.known ? facts.environments.value : []).map(
      ({ name, types }) => [types, `whether the job fits on the hosts of ${name}`] as const,
    ),
    [facts.head, 'which job of the queue is first'],
    [facts.activeJobs, 'whether other jobs of the queue run'],
    [facts.dependencies, 'what the jobs do that it depends on'],
    [facts.image?.architectures, 'whether the image exists for the architecture of the hosts'],
    [facts.logGroup?.exists, 'whether the log group exists'],
    ...facts.roles.flatMap(({ label, name, role, denials }) => [
      [role, `whether ${name}, ${label}, exists`] as const,
      ...(role.known ? [[denials, `which permissions ${name}, ${label}, lacks`] as const] : []),
    ]),
  ];
  const byAction = new Map<string, { failure: Failure; questions: string[] }>();
  for (const [known, question] of open) {
    if (known === undefined || known.known) continue;
    const same = byAction.get(known.action) ?? { failure: known, questions: [] };
    same.questions.push(question);
    byAction.set(known.action, same);
  }
  return [...byAction.values()].map(({ failure: { action, denied, detail }, questions }) =>
    unknownFinding(denied ? 'call-denied' : 'call-failed', 'unknown', {
      // The SDK's messages have hints for programmers on further lines.
      ...{ action, detail: detail.split('\n')[0] ?? '', questions: questions.join('; ') },
    }),
  );
}

type Failure = Extract<Known<unknown>, { known: false }>;
