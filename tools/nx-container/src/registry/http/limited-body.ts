/** Image manifests have at most 4 MiB by the distribution specification; tokens and errors are far smaller. */
export const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The whole body of a response. A server that sends more than `mostBytes` is cut off, so that it cannot fill
 * this process's memory.
 *
 * @throws Error that says so
 */
export async function limitedBody(
  response: Response,
  mostBytes = MOST_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > mostBytes)
      throw new Error(`the response has more than ${mostBytes} bytes, the most that is read`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
