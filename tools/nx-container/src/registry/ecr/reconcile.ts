import { isDeepStrictEqual } from 'node:util';
import { ProblemError } from '@joblayer/problem';
import { awsServiceProblem } from '@joblayer/aws-client';
import type { ChangeableSetting } from '../../options/repository.ts';
import type { EcrClient, EcrRepository, Encryption, TagRule } from './ecr-client.ts';
import type { RepositorySettings } from './repository-settings.ts';
import { samePolicy } from './same-policy.ts';
import { ecrServiceProblem } from './problems.ts';

/** A setting of a repository that differs from the configured one. */
interface Difference {
  readonly setting: ChangeableSetting | 'encryption';
  readonly is: string;
  readonly wanted: string;
  /** Corrects it. Undefined where ECR does not allow that. */
  readonly put?: () => Promise<void>;
}

/** Reports how a repository differs from its settings, and corrects what the settings allow. */
export async function reconcile(
  ecr: EcrClient,
  name: string,
  repository: EcrRepository,
  settings: RepositorySettings,
  say: (line: string) => void,
): Promise<void> {
  const differences = [
    ...traitDifferences(ecr, name, repository, settings),
    ...(await policyDifferences(ecr, name, settings, say)),
  ];
  for (const { setting, is, wanted, put } of differences) {
    const fact = `${repository.uri}: ${setting} is ${is}, but is configured as ${wanted}`;
    if (!put)
      say(`${fact}. ECR cannot change it. To apply it, delete the repository and push again.`);
    else if (setting === 'encryption' || !settings.update.has(setting))
      say(`${fact}. It stays. To let a push change it, add "${setting}" to "update" in nx.json.`);
    else if (await tookIt(put)) say(`${fact}: changed`);
    else
      say(
        `${fact}. It stays, because this service does not support immutable tags with exceptions.`,
      );
  }
}

async function tookIt(put: () => Promise<void>): Promise<boolean> {
  try {
    await put();
    return true;
  } catch (error) {
    if (ecrServiceProblem.is(error, 'tag-rule-refused')) return false;
    throw error;
  }
}

function traitDifferences(
  ecr: EcrClient,
  name: string,
  is: EcrRepository,
  wanted: RepositorySettings,
): Difference[] {
  const differences: Difference[] = [];
  if (is.scanOnPush !== wanted.scanOnPush)
    differences.push({
      setting: 'scanOnPush',
      is: String(is.scanOnPush),
      wanted: String(wanted.scanOnPush),
      put: () => ecr.putScanOnPush(name, wanted.scanOnPush),
    });
  if (!sameRule(is.tags, wanted.tags))
    differences.push({
      setting: 'tags',
      is: describeRule(is.tags),
      wanted: describeRule(wanted.tags),
      put: () => ecr.putTagRule(name, wanted.tags),
    });
  if (!sameEncryption(is.encryption, wanted.encryption))
    differences.push({
      setting: 'encryption',
      is: describeEncryption(is.encryption),
      wanted: describeEncryption(wanted.encryption),
    });
  return differences;
}

/**
 * Reads only policies that are configured, so that a push needs no permission to read the others.
 */
async function policyDifferences(
  ecr: EcrClient,
  name: string,
  { lifecyclePolicy, accessPolicy }: RepositorySettings,
  say: (line: string) => void,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  let empty: Promise<boolean> | undefined;
  const isUnfinished = () => (empty ??= isEmpty(ecr, name));
  const compare = async (
    setting: 'lifecycle' | 'access',
    wanted: string | undefined,
    read: () => Promise<string | undefined>,
    write: (policy: string) => Promise<void>,
  ) => {
    if (wanted === undefined) return;
    const is = await readable(read, `${name}: its ${setting} policy cannot be compared`, say);
    if (is === UNREADABLE || samePolicy(is, wanted)) return;
    const put = () => write(wanted);
    if (is === undefined && (await isUnfinished())) {
      await put();
      say(`${name}: set the ${setting} policy, which the push that created it had not set`);
    } else differences.push({ setting, is: is ?? 'absent', wanted, put });
  };
  await compare(
    'lifecycle',
    lifecyclePolicy,
    () => ecr.lifecyclePolicy(name),
    (policy) => ecr.putLifecyclePolicy(name, policy),
  );
  await compare(
    'access',
    accessPolicy,
    () => ecr.accessPolicy(name),
    (policy) => ecr.putAccessPolicy(name, policy),
  );
  return differences;
}

/**
 * A push sets the policies of a new repository before it sends an image. An empty repository
 * without a policy comes from a push that was killed in between. Nothing is concluded where the
 * images may not be listed.
 */
async function isEmpty(ecr: EcrClient, name: string): Promise<boolean> {
  try {
    return await ecr.isEmpty(name);
  } catch (error) {
    if (awsServiceProblem.is(error, 'access-denied') || ecrServiceProblem.is(error, 'ecr-failed'))
      return false;
    throw error;
  }
}

const UNREADABLE = Symbol('unreadable');

/**
 * A policy that may not be read counts neither as absent nor as different. The push continues, and
 * reports it.
 */
async function readable(
  read: () => Promise<string | undefined>,
  fact: string,
  say: (line: string) => void,
): Promise<string | undefined | typeof UNREADABLE> {
  try {
    return await read();
  } catch (error) {
    if (
      !(error instanceof ProblemError) ||
      !(awsServiceProblem.is(error, 'access-denied') || ecrServiceProblem.is(error, 'ecr-failed'))
    )
      throw error;
    say(`${fact}: ${error.message}`);
    return UNREADABLE;
  }
}

function sameRule(is: TagRule, wanted: TagRule): boolean {
  if (is.kind !== wanted.kind) return false;
  if (is.kind === 'mutable' || wanted.kind === 'mutable') return true;
  return (
    is.except === undefined ||
    isDeepStrictEqual(is.except.toSorted(), (wanted.except ?? []).toSorted())
  );
}

/** Any key is right where the configuration names none. */
const sameEncryption = (is: Encryption, wanted: Encryption): boolean =>
  is.type === wanted.type &&
  (wanted.type !== 'KMS' ||
    wanted.key === undefined ||
    (is.type === 'KMS' && is.key === wanted.key));

function describeRule(rule: TagRule): string {
  if (rule.kind === 'mutable') return 'mutable';
  return rule.except?.length ? `immutable except ${rule.except.join(', ')}` : 'immutable';
}

const describeEncryption = (encryption: Encryption): string =>
  encryption.type === 'KMS' && encryption.key !== undefined
    ? `KMS with ${encryption.key}`
    : encryption.type;
