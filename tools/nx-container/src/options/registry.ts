import * as z from 'zod';

const host = z.string().regex(/^[\w.-]+(?::\d+)?$|^\[[\da-fA-F:]+\](?::\d+)?$/, 'host[:port]');

/** Amazon ECR. The AWS SDK's default chain sets what is left out. */
const ecrSchema = z.strictObject({
  kind: z.literal('ecr'),
  region: z.string().min(1).optional(),
  /** The account that owns the repositories, where it is not that of the credentials. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'twelve digits')
    .optional(),
  /** Replaces the host that ECR names, for a proxy or a local cloud. */
  host: host.optional(),
});

/** Any other registry with the OCI distribution API. Needs no call to AWS. */
const ociSchema = z.strictObject({
  kind: z.literal('oci'),
  host,
  /** First part of the repositories' names there. Default: the option `repositoryPrefix`. */
  prefix: z
    .string()
    .regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/)
    .optional(),
  /** The only other host that may get this registry's credentials in exchange for a token. */
  tokenHost: host.optional(),
});

export const registrySchema = z.discriminatedUnion('kind', [ecrSchema, ociSchema]);

export type RegistryOptions = z.output<typeof registrySchema>;
