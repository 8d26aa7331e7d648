import type { ChangeableSetting, RepositoryOptions } from '../../options/repository.ts';
import { MOVING_TAG } from '../../options/repository.ts';
import { accessPolicy } from './access-policy.ts';
import type { RepositoryTraits } from './ecr-client.ts';

/** All settings of a repository in ECR. */
export interface RepositorySettings extends RepositoryTraits {
  /** JSON. Undefined where the configuration does not set it. The same holds for `accessPolicy`. */
  readonly lifecyclePolicy: string | undefined;
  readonly accessPolicy: string | undefined;
  /** The settings that may be changed in an existing repository that differs. */
  readonly update: ReadonlySet<ChangeableSetting>;
}

/**
 * @param options from the general to the special: a later one overrides earlier ones, setting by
 * setting
 */
export function repositorySettings(...options: readonly RepositoryOptions[]): RepositorySettings {
  const merged: RepositoryOptions = Object.assign({}, ...options);
  const { scanOnPush = true, tags = 'immutable', movableTags = [MOVING_TAG], update = [] } = merged;
  const { expireUntaggedAfterDays: days, pushers = [], pullers = [] } = merged;
  const isOpenToOthers = pushers.length > 0 || pullers.length > 0;
  return {
    scanOnPush,
    tags: tags === 'mutable' ? { kind: 'mutable' } : { kind: 'immutable', except: movableTags },
    encryption: merged.encryption ?? { type: 'AES256' },
    lifecyclePolicy: days === undefined ? undefined : lifecyclePolicy(days),
    accessPolicy: isOpenToOthers ? accessPolicy(pushers, pullers) : undefined,
    update: new Set(update),
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function lifecyclePolicy(countNumber: number): string {
  const selection = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days' };
  const rule = {
    rulePriority: 1,
    description: 'Images without a tag',
    selection: { ...selection, countNumber },
    action: { type: 'expire' },
  };
  return JSON.stringify({ rules: [rule] });
}
