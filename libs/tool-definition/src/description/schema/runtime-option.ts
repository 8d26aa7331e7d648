import * as z from 'zod';
import { aliases, description, flag, text } from './common.ts';

export const runtimeOption = z.strictObject({
  ...{ flag, aliases, description },
  type: z
    .enum(['string', 'integer', 'boolean', 'arguments'])
    .describe('arguments: one text, split as a shell would; in a job spec it may be a list'),
  valueName: text.optional().describe('The placeholder for the value in the help'),
  choices: z.array(text).optional(),
  default: z.union([text, z.int(), z.boolean()]).optional(),
  defaultText: text.optional().describe('A text for a default that only the job can find out'),
  minimum: z.int().optional(),
  fromVariable: z
    .strictObject({ name: text })
    .optional()
    .describe('The environment variable that gives its value if the option does not'),
  commandLineOnly: z.boolean().describe('It cannot be a field of a job spec'),
});
