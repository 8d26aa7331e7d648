/**
 * Variables whose values are secrets: they are masked in all that is written, and the tool does not get them. A name that
 * only says where a secret is kept (`…_FILE`) holds none, but the tool does not get that one either.
 */
const SECRET_NAME = /SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|_PWD$|_PASS$|_AUTH$/i;
/** A public key is no secret, and may be what a tool needs. */
const KEY_NAME = /(?<!PUBLIC)_KEY$/i;
const PLACE_NAME = /_(FILE|PATH|DIR)$/i;

/** The user and password of a URL, as of a proxy: `http://user:password@host`. */
const USER_OF_URL = /(?<=^[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i;

export const namesSecret = (name: string): boolean => SECRET_NAME.test(name) || KEY_NAME.test(name);

/** What is secret in a variable: its value, or the password of a URL in it. */
export function secretsIn(name: string, value: string): readonly string[] {
  if (namesSecret(name)) return PLACE_NAME.test(name) ? [] : [value];
  const [user = ''] = USER_OF_URL.exec(value) ?? [];
  const password = user.slice(0, -1).split(':').slice(1).join(':');
  return password === '' ? [] : [...new Set([password, decoded(password)])];
}

/** The value without what is secret in it, for the tool. */
export const withoutUser = (value: string): string => value.replace(USER_OF_URL, '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
