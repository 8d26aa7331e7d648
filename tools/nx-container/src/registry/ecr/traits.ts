import type {
  EncryptionConfiguration,
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
  Repository,
} from '@aws-sdk/client-ecr';
import type { Encryption, TagRule } from './ecr-client.ts';

interface TagRuleInput {
  readonly imageTagMutability: ImageTagMutability;
  readonly imageTagMutabilityExclusionFilters?: ImageTagMutabilityExclusionFilter[];
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
export function tagRuleInput(rule: TagRule): TagRuleInput {
  if (rule.kind === 'mutable') return { imageTagMutability: 'MUTABLE' };
  const filters = (rule.except ?? []).map((filter) => ({
    filterType: 'WILDCARD' as const,
    filter,
  }));
  return filters.length === 0
    ? { imageTagMutability: 'IMMUTABLE' }
    : {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: filters,
      };
}

export function tagRuleOf(repository: Repository | undefined): TagRule {
  const filters = repository?.imageTagMutabilityExclusionFilters;
  switch (repository?.imageTagMutability) {
    case 'IMMUTABLE':
      return { kind: 'immutable', except: [] };
    case 'IMMUTABLE_WITH_EXCLUSION':
      return { kind: 'immutable', except: filters?.flatMap(({ filter }) => filter ?? []) };
    default:
      return { kind: 'mutable' };
  }
}

export function encryptionInput(encryption: Encryption): EncryptionConfiguration {
  return encryption.type === 'AES256'
    ? { encryptionType: 'AES256' }
    : { encryptionType: 'KMS', ...(encryption.key !== undefined && { kmsKey: encryption.key }) };
}

export function encryptionOf(repository: Repository | undefined): Encryption {
  const configuration = repository?.encryptionConfiguration;
  return configuration?.encryptionType?.startsWith('KMS')
    ? { type: 'KMS', key: configuration.kmsKey }
    : { type: 'AES256' };
}
