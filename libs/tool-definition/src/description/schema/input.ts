import * as z from 'zod';
import { aliases, description, flag, required, text } from './common.ts';

const secondaryFile = z.strictObject({
  ...{ flag, aliases, description, required },
  suffixes: z.array(text).min(1).describe('Its name is that of the file with one of these added'),
});

export const input = z.strictObject({
  ...{ flag, aliases, description },
  kind: z.enum(['file', 'directory', 'file-or-directory', 'files']),
  required,
  suffixes: z.array(text).optional().describe('The name of a file must end in one of these'),
  stream: z
    .union([z.boolean(), z.strictObject({ unlessGiven: z.array(text).min(1) })])
    .describe('Whether the tool reads it once, from start to end; options may forbid that'),
  reference: z.boolean().describe('Many jobs share it, such as a genome'),
  fromVariable: z
    .strictObject({ name: text, subdirectory: text.optional() })
    .optional()
    .describe('The environment variable that gives its location if its option does not'),
  absentAdvice: text.optional(),
  secondaryFiles: z
    .record(text, secondaryFile)
    .describe('Files that belong beside each file, by name'),
});
