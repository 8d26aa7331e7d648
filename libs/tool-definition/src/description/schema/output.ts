import * as z from 'zod';
import { aliases, description, flag, required, text } from './common.ts';
import { condition } from './relation.ts';

const alternative = z.strictObject({
  suffix: text,
  when: z.strictObject({ fact: text, because: text }).optional(),
});

export const output = z.strictObject({
  ...{ flag, aliases, description },
  kind: z.enum(['file', 'directory']),
  required,
  defaultName: text.describe(
    'Its name in --output-dir; {input.stem}, {input.suffix} and {input.name} are filled in',
  ),
  stream: z.boolean().describe('Written to standard output by one step'),
  onRequest: z.boolean().describe('Made only if its own location is given'),
  onlyWith: z
    .strictObject({
      conditions: z.array(condition).min(1),
      required: z.boolean().describe('If all conditions hold, the job fails without it'),
    })
    .optional()
    .describe('Made only if all conditions hold; a location is refused otherwise'),
  beside: z
    .strictObject({
      ...{ output: text, suffix: text },
      alternatives: z.array(alternative).optional(),
      otherIndexes: z.array(text).describe('Endings of its name that are refused: other indexes'),
      notFor: z.strictObject({ suffix: text, because: text, advice: text }).optional(),
    })
    .optional()
    .describe('The other output; with a suffix added, its location is that of this one'),
  insteadOf: text.optional().describe('Only one of both outputs can have a location'),
  otherFormats: z.array(text).optional().describe('Endings of names that are refused'),
});
