import type { Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { CERTAINTIES, type Finding, type FindingRow } from '../finding.ts';
import { attemptEnd, attemptEnds } from './attempts.ts';
import { batchReason, batchReasons } from './batch-reasons.ts';
import { environmentFinding, environmentRules } from './environments.ts';
import { headFinding, headRules } from './head.ts';
import { imageFinding, imageRules, logGroupRules } from './image.ts';
import { dependencyRules, queueFinding, queueRules, subjectRules } from './queue.ts';
import { resourceFinding, resourceRules } from './resources.ts';
import { roleFinding, roleRules } from './roles.ts';
import { unknownFinding, unknownRules } from './unknown.ts';

/** All findings there are, as the documentation lists them. */
export const FINDING_ROWS: readonly FindingRow[] = [
  ...batchReason.rows,
  ...attemptEnd.rows,
  ...queueFinding.rows,
  ...environmentFinding.rows,
  ...resourceFinding.rows,
  ...roleFinding.rows,
  ...imageFinding.rows,
  ...headFinding.rows,
  ...unknownFinding.rows,
];

const OWN_RULES = [
  attemptEnds,
  queueRules,
  dependencyRules,
  environmentRules,
  resourceRules,
  roleRules,
  imageRules,
  logGroupRules,
  headRules,
];

/** The states of a job that has a host. */
const STARTED = new Set(['RUNNING', 'SUCCEEDED']);

export const hasStarted = ({ job }: Facts): boolean => STARTED.has(valueOf(job)?.status ?? '');

/**
 * What the facts say. Batch's own reasons come first, then the surest. Findings of equal certainty
 * keep the order of the rules.
 */
export function findingsOf(facts: Facts): Finding[] {
  if (hasStarted(facts)) return [];
  const absent = subjectRules(facts);
  if (absent.length > 0) return absent;
  const own = [...OWN_RULES.flatMap((rule) => rule(facts)), ...unknownRules(facts)];
  const rank = ({ certainty }: Finding) => CERTAINTIES.indexOf(certainty);
  return [...batchReasons(facts), ...own.toSorted((a, b) => rank(a) - rank(b))];
}
