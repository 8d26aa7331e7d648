/** What a registry knows a user by. */
export type RegistryCredentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth refresh token, as credential helpers keep it for some registries. */
  | { readonly kind: 'identity-token'; readonly token: string };
