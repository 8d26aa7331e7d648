import * as z from 'zod';

/** The tag that a push moves: it has to stay movable. */
export const MOVING_TAG = 'latest';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const principal = z
  .string()
  .regex(/^arn:[\w-]+:iam::\d{12}:|^\d{12}$/, 'an ARN of IAM, or an account');

/** An aspect of a repository that can be changed after it was made. */
const changeable = z.enum(['scanOnPush', 'tags', 'lifecycle', 'access']);

/** What may be said of repositories in ECR; whatever is left out has the default below. */
export const repositorySchema = z.strictObject({
  /** Look each pushed image through for known vulnerabilities. */
  scanOnPush: z.boolean().optional(),
  /** Whether a tag can be moved to another image. */
  tags: z.enum(['immutable', 'mutable']).optional(),
  /** The tags that can be moved all the same; `*` stands for any characters. Five at most (ECR's limit). */
  movableTags: z
    .array(z.string().min(1))
    .max(5)
    .refine((tags) => tags.includes(MOVING_TAG), `"${MOVING_TAG}" among them: each push moves it`)
    .optional(),
  encryption: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('AES256') }),
      /** Without a key, the account's own one for ECR. */
      z.strictObject({ type: z.literal('KMS'), key: z.string().min(1).optional() }),
    ])
    .optional(),
  /** Images without a tag are deleted after so many days. */
  expireUntaggedAfterDays: z.int().min(1).optional(),
  /** Who may push and pull. */
  pushers: z.array(principal).min(1).optional(),
  /** Who may pull. */
  pullers: z.array(principal).min(1).optional(),
  /** What a push may change of a repository that is there and differs; the rest is only reported. */
  update: z.array(changeable).optional(),
});

export type RepositoryOptions = z.output<typeof repositorySchema>;
export type ChangeableSetting = z.output<typeof changeable>;
