interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Principal?: unknown;
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/**
 * The services that a trust policy lets assume the role. Conditions are not evaluated.
 *
 * @param document the policy as IAM gives it: JSON, encoded as in a URL (RFC 3986)
 */
export function trustedServices(document: string): string[] {
  const { Statement } = JSON.parse(decodeURIComponent(document)) as { Statement?: unknown };
  return listOf(Statement).flatMap((each) => servicesOf(each as Statement));
}

const ASSUMES = new Set(['sts:assumerole', 'sts:*', '*']);

function servicesOf({ Effect, Action, Principal }: Statement): string[] {
  const assumes = listOf(Action).some((action) => ASSUMES.has(String(action).toLowerCase()));
  if (Effect !== 'Allow' || !assumes) return [];
  const { Service } = (Principal ?? {}) as { Service?: unknown };
  return listOf(Service).map(String);
}
