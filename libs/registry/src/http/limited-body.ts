/**
 * By the distribution specification, an image manifest has at most 4 MiB. Tokens and errors are far
 * smaller.
 */
export const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The whole body of a response. Stops after `mostBytes`, so that a server cannot fill this
 * process's memory.
 *
 * @throws Error where the body is larger
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
      throw new Error(`the response has more than ${mostBytes} bytes, the limit`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
