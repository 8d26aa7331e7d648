import * as z from 'zod';

const LOCATION = z.discriminatedUnion('scheme', [
  z.object({ scheme: z.literal('s3'), bucket: z.string(), key: z.string() }),
  z.object({ scheme: z.literal('file'), path: z.string() }),
]);
const OBJECT = z.object({ location: LOCATION, mark: z.string() });
/** Outputs that are about to become visible. */
export const PUBLICATION = z.object({
  attempt: z.string(),
  outputManifest: LOCATION,
  objects: z.array(OBJECT),
});
const LINE = z.discriminatedUnion('type', [
  z.object({
    ...{ type: z.literal('upload-intended'), id: z.string() },
    ...{ bucket: z.string(), key: z.string(), atMs: z.number() },
  }),
  z.object({
    ...{ type: z.literal('upload-started'), intention: z.string() },
    ...{ bucket: z.string(), key: z.string(), uploadId: z.string() },
  }),
  z.object({ type: z.literal('file-begun'), path: z.string() }),
  z.object({ type: z.literal('mark-begun'), path: z.string() }),
  z.object({ type: z.literal('publishing'), ...PUBLICATION.shape }),
  z.object({ type: z.literal('taking-back'), claimant: z.string() }),
  z.object({ type: z.literal('passed-over'), attempt: z.string() }),
  z.object({ type: z.literal('ended'), id: z.string() }),
]);

/** A line of a journal: something began outside the scratch directory, or ended. */
export type Line = z.output<typeof LINE>;

/** The lines without an end, by the id with which an `ended` line refers to them. */
export type OpenLines = ReadonlyMap<string, Line>;

/** The line in a text; undefined if it was cut short, or is anything else. */
export function parseLine(text: string): Line | undefined {
  try {
    return LINE.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Applies a line to the open ones: adds it, or removes the one that it ends. */
export function apply(open: Map<string, Line>, line: Line): void {
  switch (line.type) {
    case 'ended':
      open.delete(line.id);
      break;
    case 'upload-intended':
      open.set(line.id, line);
      break;
    case 'upload-started':
      open.delete(line.intention);
      open.set(line.uploadId, line);
      break;
    case 'file-begun':
    case 'mark-begun':
      open.set(line.path, line);
      break;
    case 'publishing':
      open.set(line.attempt, line);
      break;
    case 'taking-back':
      open.set(line.claimant, line);
      break;
    case 'passed-over':
      open.set(`${line.type} ${line.attempt}`, line);
  }
}
