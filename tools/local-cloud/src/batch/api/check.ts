import { clientError } from '../model/errors.ts';

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html: jobName and others. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;

/** The text, which must be a name as Batch takes it. */
export function nameOf(field: string, value: unknown): string {
  if (typeof value === 'string' && NAME.test(value)) return value;
  throw clientError(
    `Error executing request, Exception : ${field} should match valid pattern: 1 to 128 letters, digits, - and _, beginning with a letter or digit. Given: ${JSON.stringify(value)}`,
  );
}

export function within(field: string, value: number | undefined, least: number, most: number) {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw clientError(`${field} must be between ${least} and ${most}. Given: ${value}`);
}

/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
export function atMostKiB(field: string, value: unknown, mostKiB: number): void {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= mostKiB * 1024) return;
  throw clientError(`${field} is ${bytes} bytes long, over its limit of ${mostKiB} KiB`);
}

/** A page of a list, and the token of the next page. The token is the number of results before it. */
export function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
  size: number,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) throw clientError('Invalid nextToken');
  const end = from + size;
  return { page: all.slice(from, end), ...(end < all.length && { nextToken: String(end) }) };
}
