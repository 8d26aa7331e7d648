import * as z from 'zod';
import { aliases, description, flag, text } from './common.ts';

export const runtimeOption = z.strictObject({
  ...{ flag, aliases, description },
  type: z
    .enum(['string', 'integer', 'boolean', 'arguments'])
    .describe('arguments: one text, split as a shell would, and in a job spec a list as well'),
  valueName: text.optional().describe('What stands for the value in help'),
  choices: z.array(text).optional(),
  default: z.union([text, z.int(), z.boolean()]).optional(),
  defaultText: text.optional().describe('The default in words, where the job finds it out'),
  minimum: z.int().optional(),
  fromVariable: z
    .strictObject({ name: text })
    .optional()
    .describe('The variable of the environment that gives its value, where it is not given'),
  commandLineOnly: z.boolean().describe('Not a field of a job spec'),
});
