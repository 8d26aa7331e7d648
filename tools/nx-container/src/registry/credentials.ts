/** What identifies a user to a registry. */
export type RegistryCredentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth refresh token, which credential helpers store for some registries. */
  | { readonly kind: 'identity-token'; readonly token: string };
