import * as z from 'zod';

export const on = (flag: string, value: boolean): readonly string[] => (value ? [flag] : []);

export const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];

/** Threads in addition to the main one. */
export const threadsOf = (cpus: number): readonly [string, string] => ['-@', String(cpus - 1)];

export const off = z.boolean().default(false);

/** A parameter for bits of SAM's FLAG. https://samtools.github.io/hts-specs/SAMv1.pdf, section 1.4 */
export const flagBits = z.int().min(0).max(4095).optional();

export const mapQuality = z.int().min(0).max(255).optional();

export const compressionLevel = z.int().min(0).max(9).optional();

/** A tag of SAM: two characters. */
export const tagName = z.string().regex(/^[A-Za-z][A-Za-z0-9]$/);

/** Tags, separated by commas. */
export const tagList = z.string().regex(/^[A-Za-z][A-Za-z0-9](,[A-Za-z][A-Za-z0-9])*$/);
