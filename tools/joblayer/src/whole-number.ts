import { fileProblem } from './run/problems.ts';

/**
 * The value of an option that counts something.
 *
 * @throws ProblemError `option-malformed`
 */
export function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw fileProblem({ code: 'option-malformed', flag, value: JSON.stringify(text) });
}
