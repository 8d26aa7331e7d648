import { recordProblem } from './problems.ts';

/** @throws ProblemError `number-malformed` */
export function rowNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw recordProblem({
    code: 'number-malformed',
    flag: 'row',
    value,
    expected: 'a row, counted from 0',
  });
}

/**
 * A factor such as `x2` or `x1.5`.
 *
 * @throws ProblemError `number-malformed`
 */
export function memoryFactor(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const factor = Number(/^x(?<factor>\d+(?:\.\d+)?)$/.exec(value)?.groups?.['factor']);
  if (factor > 1 && factor <= 64) return factor;
  throw recordProblem({
    code: 'number-malformed',
    flag: 'memory',
    value,
    expected: 'a factor above 1, such as x2',
  });
}
