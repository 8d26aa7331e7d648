/** What identifies a user to a registry. */
export type RegistryCredentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth refresh token, which credential helpers store for some registries. */
  | { readonly kind: 'identity-token'; readonly token: string };

/**
 * The user and password in a token of basic authentication, `<user>:<password>` in base64, as ECR and docker's
 * configuration have them. Undefined where it is none.
 */
export function basicCredentials(token: string): RegistryCredentials | undefined {
  const text = Buffer.from(token, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  return { kind: 'password', username: text.slice(0, colon), password: text.slice(colon + 1) };
}
