import * as z from 'zod';
import { description, flag, required, text, value } from './common.ts';

export const param = z.strictObject({
  flag,
  type: z.enum(['string', 'number', 'integer', 'boolean']),
  description,
  required,
  default: value.optional(),
  enum: z.array(value).min(1).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.int().optional(),
  pattern: text
    .optional()
    .describe('A regular expression of ECMAScript that some part of the text matches'),
  messages: z
    .strictObject({
      ...{ type: text.optional(), minimum: text.optional(), maximum: text.optional() },
      ...{ minLength: text.optional(), pattern: text.optional() },
    })
    .optional()
    .describe('What is wrong with a value, by the limit that it breaks'),
  expects: text.optional().describe('What the pattern accepts, in plain English'),
});
