/**
 * A text for a message that refuses it, because it may be a URL with secrets. It leaves out all between the scheme and
 * an `@`, and all after a `?` or `#`. The text could not be parsed, so this removes too much rather than too little.
 */
export function printableText(text: string): string {
  const [, scheme, rest = ''] = /^([^?#@]*?[a-z][a-z0-9+.-]*:\/*)([^]*)$/i.exec(text) ?? [];
  if (scheme === undefined) return text;
  const host = rest.slice(rest.lastIndexOf('@') + 1);
  const end = host.search(/[?#]/);
  return end === -1 ? scheme + host : `${scheme}${host.slice(0, end)}${host[end]}…`;
}
