import { StringDecoder } from 'node:string_decoder';

/**
 * The lines in the stream that the engine sends of a container's stdout and stderr: frames of an
 * 8-byte header (stream, length) and their bytes, cut anywhere.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const unfinished = new Map<number, string>();
  const decoders = new Map<number, StringDecoder>();
  for await (const { source, bytes } of framesOf(stream)) {
    const decoder = decoders.get(source) ?? new StringDecoder();
    decoders.set(source, decoder);
    const text = (unfinished.get(source) ?? '') + decoder.write(bytes);
    const lines = text.split('\n');
    unfinished.set(source, lines.pop() ?? '');
    yield* lines;
  }
  for (const line of unfinished.values()) if (line !== '') yield line;
}

async function* framesOf(stream: AsyncIterable<Buffer>) {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 8 && rest.length >= 8 + rest.readUInt32BE(4)) {
      const end = 8 + rest.readUInt32BE(4);
      yield { source: rest[0] ?? 0, bytes: rest.subarray(8, end) };
      rest = rest.subarray(end);
    }
  }
}
