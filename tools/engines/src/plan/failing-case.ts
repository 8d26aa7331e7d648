import type { ToolCase } from '@joblayer/tool-case';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Definition } from './definition.ts';

const FASTQ = /\.(?:fq|fastq)$/;
/** A file without these last bytes ends within its last record. */
const CUT_BYTES = 20;

/** The exit code of the runner for bad input (libs/job-runtime/README.md). */
export const BAD_INPUT = 65;

/** The first definition whose case reads a FASTQ file as text: it is the one whose input is broken. */
export const findFailing = (definitions: readonly Definition[]): Definition | undefined =>
  definitions.find(({ toolCase }) => fastqOf(toolCase) !== undefined);

export const fastqOf = ({ job }: Pick<ToolCase, 'job'>): string | undefined =>
  Object.values(job)
    .flat()
    .find((value): value is string => typeof value === 'string' && FASTQ.test(value));

/** Cuts off the end of the case's FASTQ file, below the prepared directory of the case. */
export function breakInput({ toolCase }: Definition, directory: string): void {
  const file = path.join(directory, fastqOf(toolCase) ?? '');
  writeFileSync(file, readFileSync(file).subarray(0, -CUT_BYTES));
}

/** The sentence with which the runner ends: after its exit code and the time. */
export const sentenceOf = (stderr: string): string | undefined =>
  /exit code \d+, after [\d.]+ s[^:]*: (.+)/.exec(stderr)?.[1];
