import * as z from 'zod';
import { describeParams } from './describe-params.ts';
import { accepts, checkParams } from '../arguments/params.ts';

describe('a parameter', () => {
  it.each<[string, z.ZodType, readonly unknown[]]>([
    ['a whole number', z.int(), [0, -5, 1.5, 2 ** 53, '1', Number.NaN, true]],
    ['a whole number with a range', z.int().min(1).max(9), [0, 1, 9, 10, 1.5]],
    ['a number', z.number().min(0).max(1), [-0.1, 0, 0.5, 1, 1.1, Infinity, '0.5']],
    ['a choice', z.enum(['a', 'b']), ['a', 'c', '', 1]],
    ['a switch', z.boolean(), [true, false, 'true', 1]],
    ['a text', z.string(), ['', 'a', 1, true]],
    ['a text of some length', z.string().min(1), ['', 'a']],
    ['a text with a pattern', z.string().regex(/^[a-c]+$/), ['', 'abc', 'abd', 'a\n']],
  ])(
    'that is %s accepts the same values by its description as by its definition',
    (_, schema, values) => {
      const { param } = describeParams(z.object({ param: schema }));
      if (!param) throw new Error('was not described');
      const taken = values.filter((value) => accepts(param, value));
      expect(taken).toEqual(values.filter((value) => schema.safeParse(value).success));
      expect(taken.length).toBeGreaterThan(0);
      expect(taken.length).toBeLessThan(values.length);
    },
  );

  it.each<[string, z.ZodObject, RegExp]>([
    ['a check of its own', z.object({ a: z.string().refine(() => false) }), /a: .* a message/],
    [
      'one behind a default',
      z.object({
        a: z
          .int()
          .refine(() => false)
          .default(1),
      }),
      /a check without a message/,
    ],
    ['a multiple', z.object({ a: z.int().multipleOf(2) }), /the check multiple_of/],
    ['flags of a pattern', z.object({ a: z.string().regex(/a/i) }), /a pattern with flags/],
    ['two patterns', z.object({ a: z.string().regex(/a/).regex(/b/) }), /"allOf"/],
    ['a list', z.object({ a: z.array(z.string()) }), /"items"/],
    ['a limit that it excludes', z.object({ a: z.number().gt(0) }), /"exclusiveMinimum"/],
    ['a check of all', z.object({ a: z.int() }).refine(() => false), /together: .* a message/],
  ])('with %s is refused, because a description cannot state that', (_, params, message) => {
    expect(() => describeParams(params)).toThrow(message);
  });

  it('is reported as missing if it is required, and stays absent if it is optional', () => {
    const params = describeParams(
      z.object({ genome: z.string().describe('The genome'), label: z.string().optional() }),
    );
    expect(checkParams(params, {}).problem).toBe('--genome is missing: The genome');
    expect(checkParams(params, { genome: 'g' })).toEqual({ values: { genome: 'g' } });
  });

  it('is refused with the text that its definition gives for its pattern', () => {
    const text = z.string().regex(/^(?!.*,)/);
    const problem = (schema: z.ZodType) =>
      checkParams(describeParams(z.object({ regions: schema })), { regions: '1,2' }).problem;
    expect(problem(text)).toBe('--regions expects text that matches ^(?!.*,), got "1,2"');
    expect(problem(text.meta({ expects: 'one region' }))).toBe(
      '--regions expects one region, got "1,2"',
    );
  });

  it.each([
    [z.string().regex(/^\d+$/, 'must be digits'), 'x', '--a: must be digits, got "x"'],
    [z.string().min(2, 'is too short').optional(), 'x', '--a: is too short, got "x"'],
    [z.int().min(3, 'is below the seed').default(4), 2, '--a: is below the seed, got 2'],
    [z.int().max(9, { error: 'is above 9' }), 10, '--a: is above 9, got 10'],
    [z.int('must be whole'), 1.5, '--a: must be whole, got 1.5'],
    [z.enum(['x', 'y'], 'must be an axis'), 'z', '--a: must be an axis, got "z"'],
    [z.int().min(3, 'is low').max(9), 10, '--a expects a whole number from 3 to 9, got 10'],
  ])('is refused with the message that its author gave: %#', (schema, value, message) => {
    const described = JSON.parse(JSON.stringify(describeParams(z.object({ a: schema }))));
    expect(checkParams(described, { a: value }).problem).toBe(message);
  });
});
