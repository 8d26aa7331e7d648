/**
 * Names of variables whose values are secrets. The values are masked, and the tool does not get the variables. A name
 * such as `…_FILE` has only a path as its value. It is not masked, but the tool does not get it either.
 */
const SECRET_NAME =
  /SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|CONNECTION_?STRING|COOKIE|BEARER|_JWT|_PWD$|_PASS$|_AUTH$|_SAS$/i;
/** A public key is not a secret, and a tool may need it. */
const KEY_NAME = /(?<!PUBLIC)_KEYS?(_?\d+|_?BASE64|_?PEM)?$|(API|ACCESS|PRIVATE|ACCOUNT)_?KEY/i;
const PLACE_NAME = /_(FILE|PATH|DIR)$/i;

/** The user and password of each URL in a text: `http://user:password@host`. */
const USER_OF_URL = /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/gi;
/** A proxy may be given without a scheme: `user:password@host:3128`. */
const USER_OF_HOST = /^[^/?#\s:@]+:[^/?#\s]*@(?=[\w.-]+(:\d+)?\/?$)/;

export const namesSecret = (name: string): boolean => SECRET_NAME.test(name) || KEY_NAME.test(name);

/** The secrets in a variable: its value, or the passwords of the URLs in it. */
export function secretsIn(name: string, value: string): readonly string[] {
  if (namesSecret(name)) return PLACE_NAME.test(name) ? [] : [value];
  const users = [
    ...(value.match(USER_OF_URL) ?? []),
    ...(USER_OF_HOST.exec(value) ?? []).slice(0, 1),
  ];
  const secrets = users.flatMap((user) => {
    const [name = '', ...rest] = user.slice(0, -1).split(':');
    // A URL may have a token instead of user and password.
    const secret = rest.length > 0 ? rest.join(':') : name;
    return secret === '' ? [] : [secret, decoded(secret)];
  });
  return [...new Set(secrets)];
}

/** The value without users and passwords of URLs, for the tool. */
export const withoutUser = (value: string): string =>
  value.replace(USER_OF_URL, '').replace(USER_OF_HOST, '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
