import pLimit from 'p-limit';
import { S3Clients } from './s3-clients.ts';
import { abortMultipart } from './s3-multipart.ts';
import type { UnfinishedUpload } from './upload-journal.ts';

const AT_ONCE = 8;

/**
 * Aborts multipart uploads that a killed job left. One that is completed or aborted already is no failure.
 * Returns those that could not be aborted, for the next try.
 */
export async function abortUploads(
  env: NodeJS.ProcessEnv,
  uploads: readonly UnfinishedUpload[],
): Promise<readonly UnfinishedUpload[]> {
  const clients = new S3Clients(env);
  const limit = pLimit(AT_ONCE);
  try {
    const ends = await Promise.allSettled(
      uploads.map((upload) =>
        limit(() => clients.locate(upload.bucket, (client) => abortMultipart(client, upload))),
      ),
    );
    return uploads.filter((_, i) => ends[i]?.status === 'rejected');
  } finally {
    clients.destroy();
  }
}
