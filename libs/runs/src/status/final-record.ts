import * as z from 'zod';
import { header, parseRecord } from '../record/parse-record.ts';
import type { ChunkPlace } from '../submit/submission-record.ts';
import { type RowOutcome, rowOutcome } from './row-state.ts';

const FINAL_FORMAT = 'joblayer-final';

/** What `final-<chunk>.json` holds: how all rows of a chunk ended. Batch forgets it after some days. */
const finalRecord = z.object({
  format: z.literal(FINAL_FORMAT),
  version: z.number(),
  rows: z.array(rowOutcome).readonly(),
});

const nameOf = ({ prefix, number }: ChunkPlace): string => `${prefix}final-${number}.json`;

/** The outcomes of the rows, in order; undefined if they are not recorded yet. */
export async function readFinal(place: ChunkPlace): Promise<readonly RowOutcome[] | undefined> {
  const name = nameOf(place);
  const text = await place.records.read(name);
  if (text === undefined) return undefined;
  return parseRecord(finalRecord, FINAL_FORMAT, text, place.records.at(name)).rows;
}

/** Writes the outcomes. Later looks replace them when they have read more logs. */
export const writeFinal = (place: ChunkPlace, rows: readonly RowOutcome[]): Promise<void> =>
  place.records.write(nameOf(place), `${JSON.stringify({ ...header(FINAL_FORMAT), rows })}\n`);
