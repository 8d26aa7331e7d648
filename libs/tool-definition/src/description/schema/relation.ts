import * as z from 'zod';
import { message, text, value } from './common.ts';

export const condition = z.union([
  text.describe('This option was given'),
  z.strictObject({ option: text, is: z.array(value).min(1) }),
  z.strictObject({ option: text, isNot: z.array(value).min(1) }),
]);

export const relation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('requires'), when: condition, option: text, ...message }),
  z.strictObject({ kind: z.literal('onlyWith'), option: text, condition, ...message }),
  z.strictObject({
    ...{ kind: z.literal('excludes'), conditions: z.tuple([condition, condition]), ...message },
  }),
  z.strictObject({ kind: z.literal('sameCount'), options: z.tuple([text, text]), ...message }),
  z.strictObject({ kind: z.literal('oneOf'), options: z.tuple([text, text], text), ...message }),
]);
