/**
 * A text that may be a URL with secrets in it, for a message that refuses it: without what stands between the scheme
 * and an `@`, and without what follows a `?` or `#`. As it could not be parsed, too much is removed rather than too little.
 */
export function printableText(text: string): string {
  const [, scheme, rest = ''] = /^([^?#@]*?[a-z][a-z0-9+.-]*:\/*)([^]*)$/i.exec(text) ?? [];
  if (scheme === undefined) return text;
  const host = rest.slice(rest.lastIndexOf('@') + 1);
  const end = host.search(/[?#]/);
  return end === -1 ? scheme + host : `${scheme}${host.slice(0, end)}${host[end]}…`;
}
