import * as z from 'zod';

export const text = z.string().min(1);
export const flag = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('The option on the command line, without its dashes');
export const aliases = z.array(text).describe('Other flags for this option');
export const required = z.boolean();
export const description = text.describe('What it is, for people');

/** The value of a parameter. */
export const value = z.union([z.string(), z.number(), z.boolean()]);

/** What was given and what is wrong with it, and what to do. */
export const message = { problem: text, advice: text };
