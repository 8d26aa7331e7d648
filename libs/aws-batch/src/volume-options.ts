import * as z from 'zod';

export const absolutePath = z.string().startsWith('/', 'an absolute path');

const mount = {
  /** The path in the container. */
  container: absolutePath,
  readOnly: z.boolean().default(false),
};

/** A directory of the host, on EC2: a large disk as /scratch, reference data. */
const hostVolumeSchema = z.strictObject({ host: absolutePath, ...mount });

/** https://docs.aws.amazon.com/batch/latest/userguide/efs-volumes.html */
const efsSchema = z
  .strictObject({
    fileSystem: z.string().regex(/^fs-[0-9a-f]+$/, 'the id of a file system: fs-…'),
    /** Default: the root of the file system, or the directory of the access point. */
    rootDirectory: absolutePath.optional(),
    accessPoint: z
      .string()
      .regex(/^fsap-[0-9a-f]+$/, 'the id of an access point: fsap-…')
      .optional(),
    /** Whether the file system checks the job role. */
    iam: z.boolean().default(false),
    transitEncryption: z.boolean().default(true),
    transitEncryptionPort: z.int().min(1).max(65_535).optional(),
  })
  .refine(({ transitEncryption, accessPoint, iam }) => transitEncryption || !(accessPoint || iam), {
    error: 'an access point and iam need transitEncryption',
    path: ['transitEncryption'],
  })
  .refine(({ accessPoint, rootDirectory = '/' }) => !accessPoint || rootDirectory === '/', {
    error: 'an access point sets the directory, so leave this out',
    path: ['rootDirectory'],
  })
  .refine(
    ({ transitEncryption, transitEncryptionPort }) => transitEncryption || !transitEncryptionPort,
    {
      error: 'a port needs transitEncryption',
      path: ['transitEncryptionPort'],
    },
  );

/** A file system that hosts share. */
const efsVolumeSchema = z.strictObject({ efs: efsSchema, ...mount });

export const volumeSchema = z.union([hostVolumeSchema, efsVolumeSchema]);

export type VolumeOptions = z.output<typeof volumeSchema>;
export type EfsOptions = z.output<typeof efsSchema>;
