import { usableFileName } from './file-name.ts';

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/;

/**
 * The file names in a Content-Disposition header, the best first: `filename*` (RFC 8187), then `filename` (RFC 6266).
 * Only the last part of a path counts. A name that is not a valid file name is left out.
 */
export function namesInDisposition(header: string): readonly string[] {
  const parameters = parametersOf(header);
  const extended = parameters.get('filename*');
  const plain = parameters.get('filename');
  const names = [
    ...(extended === undefined ? [] : [decodedExtended(extended)]),
    ...(plain === undefined ? [] : [asUtf8(plain)]),
  ];
  return names.flatMap((name) => {
    const usable = name === undefined ? undefined : usableFileName(lastPart(name));
    return usable === undefined ? [] : [usable];
  });
}

/** By lower-case names. Of two parameters with one name the first counts. Text after a syntax error is ignored. */
function parametersOf(header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const start = header.indexOf(';');
  let rest = start === -1 ? '' : header.slice(start);
  for (;;) {
    rest = rest.replace(/^[\s;]+/, '');
    const [, name, value] = /^([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"]*)/s.exec(rest) ?? [];
    if (name === undefined || value === undefined) return parameters;
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, unquoted(value));
    rest = rest.slice(rest.indexOf(value, name.length) + value.length);
  }
}

const unquoted = (value: string): string =>
  value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value.trim();

/** Decodes `UTF-8'en'na%C3%AFve.bam`; undefined if that fails, so that the plain name counts. */
function decodedExtended(value: string): string | undefined {
  const [, charset = '', encoded] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? [];
  if (encoded === undefined || !TOKEN.test(charset)) return undefined;
  try {
    if (/^utf-8$/i.test(charset)) return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  if (!/^iso-8859-1$/i.test(charset) || /%(?![0-9a-f]{2})/i.test(encoded)) return undefined;
  const byte = (_: string, hex: string) => String.fromCharCode(parseInt(hex, 16));
  return encoded.replace(/%([0-9a-f]{2})/gi, byte);
}

/** Servers also send UTF-8 in `filename`. It arrives as one character per byte. */
function asUtf8(value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** RFC 6266, section 4.3: Windows' separator counts, too. */
const lastPart = (name: string): string => name.slice(name.search(/[^/\\]*$/));
