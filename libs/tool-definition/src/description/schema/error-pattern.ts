import * as z from 'zod';
import { message, text } from './common.ts';

const pattern = z
  .strictObject({
    source: text,
    flags: z
      .string()
      .regex(/^[imsu]+$/)
      .optional(),
  })
  .describe('A regular expression of ECMAScript');

export const errorPattern = z.strictObject({
  ...{ pattern, ...message },
  provesBadData: z.boolean().describe('A match ends the job with exit code 65'),
});
