import type { Relation } from '../arguments/relations.ts';

/** Rules between runtime options. */
export const RUNTIME_RELATIONS: readonly Relation[] = [
  {
    ...{ kind: 'excludes', conditions: ['memory', 'memoryMib'] },
    problem: '--memory and --memory-mib say the same in two units',
    advice: 'Give one of them.',
  },
  {
    ...{ kind: 'onlyWith', option: 'kmsKeyId', condition: { option: 'sse', is: ['aws:kms'] } },
    problem: '--kms-key-id is for --sse aws:kms only',
    advice: 'Give --sse aws:kms too, or leave --kms-key-id out.',
  },
  {
    ...{ kind: 'onlyWith', option: 'cacheMaxBytes', condition: 'cacheDir' },
    problem: '--cache-max-bytes is for --cache-dir, or JOBLAYER_CACHE_DIR, only',
    advice: 'Give --cache-dir too, or leave --cache-max-bytes out.',
  },
];
