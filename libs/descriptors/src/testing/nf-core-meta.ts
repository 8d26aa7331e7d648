import * as z from 'zod';

/**
 * What nf-core's schema of `meta.yml` asks for, in its newest shape: `output` is a map. The source is
 * `modules/meta-schema.json` of https://github.com/nf-core/modules, as
 * https://github.com/cellgeni/nf-modules had it at commit 389b0ed159eee712289ed184e57505dc016f27dd. Like
 * that schema, it allows properties of other names.
 */
const unique = <T>(items: readonly T[]): boolean =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length;

const NOT_UNIQUE = 'an item is there twice';
const webAddress = z.string().regex(/^https?:\/\//);
const map = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

const element = z.looseObject({
  type: z.enum(['map', 'file', 'directory', 'string', 'integer', 'float', 'boolean', 'list']),
  description: z.string(),
  pattern: z.string().optional(),
  enum: z.array(z.unknown()).refine(unique, NOT_UNIQUE).optional(),
  ontologies: z.array(map(webAddress)).refine(unique, NOT_UNIQUE).optional(),
});

/** One value of a channel, or several that come together. */
const value = map(element);
const channel = z.union([value, z.array(value)]);

const ADDRESSES = ['homepage', 'documentation', 'tool_dev_url', 'doi'] as const;

const tool = z
  .looseObject({
    description: z.string(),
    homepage: webAddress.optional(),
    documentation: z
      .string()
      .regex(/^(?:https?|ftp):\/\//)
      .optional(),
    tool_dev_url: webAddress.optional(),
    doi: z
      .union([z.string().regex(/^10\.\d{4,9}\/[^,]+$/), z.literal('no DOI available')])
      .optional(),
    licence: z.array(z.string()).min(1).refine(unique, NOT_UNIQUE).optional(),
    identifier: z.union([z.string().regex(/^biotools:/), z.literal('')]).optional(),
  })
  .refine(
    (given) => ADDRESSES.some((name) => given[name] !== undefined),
    `one of ${ADDRESSES.join(', ')} is needed`,
  );

const keyword = z.string().refine((word) => word !== 'example', 'it is a placeholder');

export const nfCoreMeta = z.looseObject({
  name: z.string(),
  description: z.string(),
  keywords: z.array(keyword).min(3).refine(unique, NOT_UNIQUE),
  authors: z.array(z.string()),
  maintainers: z.array(z.string()).optional(),
  extra_args: z.array(z.looseObject({ description: z.string().optional() })).optional(),
  input: z.array(channel).optional(),
  output: map(z.array(channel)),
  // The schema does not know topics. The linter reads them like outputs.
  topics: map(z.array(channel)).optional(),
  tools: z.array(map(tool)),
});

export type NfCoreMeta = z.infer<typeof nfCoreMeta>;
