import * as z from 'zod';

/** The tag that each push moves. So it must stay movable. */
export const MOVING_TAG = 'latest';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const principal = z
  .string()
  .regex(/^arn:[\w-]+:iam::\d{12}:|^\d{12}$/, 'an ARN of IAM, or an account');

/** A setting of a repository that can be changed after its creation. */
const changeable = z.enum(['scanOnPush', 'tags', 'lifecycle', 'access']);

/** Settings of repositories in ECR. Those left out have the default below. */
export const repositorySchema = z.strictObject({
  /** Scan each pushed image for known vulnerabilities. */
  scanOnPush: z.boolean().optional(),
  /** Whether a tag can be moved to another image. */
  tags: z.enum(['immutable', 'mutable']).optional(),
  /**
   * The tags that can be moved anyway. `*` stands for any characters. At most five (ECR's limit).
   */
  movableTags: z
    .array(z.string().min(1))
    .max(5)
    .refine((tags) => tags.includes(MOVING_TAG), `"${MOVING_TAG}" among them: each push moves it`)
    .optional(),
  encryption: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('AES256') }),
      /** Without a key, the account's default key for ECR. */
      z.strictObject({ type: z.literal('KMS'), key: z.string().min(1).optional() }),
    ])
    .optional(),
  /** Delete untagged images after this number of days. */
  expireUntaggedAfterDays: z.int().min(1).optional(),
  /** Who may push and pull. */
  pushers: z.array(principal).min(1).optional(),
  /** Who may pull. */
  pullers: z.array(principal).min(1).optional(),
  /** The settings that a push may change in an existing repository. It only reports the others. */
  update: z.array(changeable).optional(),
});

export type RepositoryOptions = z.output<typeof repositorySchema>;
export type ChangeableSetting = z.output<typeof changeable>;
