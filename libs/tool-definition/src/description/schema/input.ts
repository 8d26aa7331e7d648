import * as z from 'zod';
import { aliases, description, flag, required, text } from './common.ts';

const secondaryFile = z.strictObject({
  ...{ flag, aliases, description, required },
  suffixes: z
    .array(text)
    .min(1)
    .describe('What its name has after that of the file; any one of these'),
});

export const input = z.strictObject({
  ...{ flag, aliases, description },
  kind: z.enum(['file', 'directory', 'file-or-directory', 'files']),
  required,
  suffixes: z.array(text).optional().describe('What the name of a file may end in'),
  stream: z
    .union([z.boolean(), z.strictObject({ unlessGiven: z.array(text).min(1) })])
    .describe('Whether the tool reads it once, from start to end; options may forbid that'),
  reference: z.boolean().describe('The same for many jobs, as a genome is'),
  fromVariable: z
    .strictObject({ name: text, subdirectory: text.optional() })
    .optional()
    .describe('The variable of the environment that gives its location, where its option does not'),
  absentAdvice: text.optional(),
  secondaryFiles: z.record(text, secondaryFile).describe('What belongs beside each file, by name'),
});
