import { secretsIn } from './secret-variables.ts';

const MASK = '***';
/** A shorter value of a variable could be a word that occurs by chance. */
const SHORTEST_SECRET = 8;

const NAME =
  '(?:secret|password|passwd|passphrase|token|credential|api[-_]?key|access[-_]?key)[\\w-]*';
const VALUE = `(?!\\*\\*\\*)[^\\s"'\\\\&,;{}]{6,}`;

/** The whole name of an option or a field whose value is a secret. */
const SECRET_OPTION = new RegExp(`^(?:--?)?(?:[\\w-]*[-_])?${NAME}$`, 'i');

/** Texts that look like a secret anywhere. A value ends at any character that could end a JSON string or a URL part. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Presigned URLs, of signature version 4 and 2.
  [
    /\b(X-Amz-(?:Signature|Credential|Security-Token)|Signature|AWSAccessKeyId)=[^&\s"'\\<>]+/gi,
    `$1=${MASK}`,
  ],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, MASK],
  // Session tokens.
  [/\b(?:IQoJ|FwoG|FQoG)[A-Za-z0-9+/=_%-]{40,}/g, MASK],
  // name=value, "name": "value"; --name value, also as two items of a JSON array.
  [new RegExp(`(${NAME}["']?\\s*[=:]\\s*["']?)${VALUE}`, 'gi'), `$1${MASK}`],
  [new RegExp(`(--?[\\w-]*${NAME}(?:\\s+["']?|["']\\s*,\\s*["']))${VALUE}`, 'gi'), `$1${MASK}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g, `$1 ${MASK}`],
  // The query of a URL: a server takes a secret under any name.
  [/\b(https?:\/\/[^\s"'\\<>?#]*\?)(?!…)[^\s"'\\<>#]+/gi, '$1…'],
  // https://user:password@host
  [/(:\/\/[^\s/:@"']+:)[^\s/@"']+@/g, `$1${MASK}@`],
];

/** Masks secrets in text. Masking a masked text again does not change it. */
export interface Redactor {
  readonly redact: (text: string) => string;
  /** The same for all texts in plain data, whose shape stays. Also masks a text whose field names a secret. */
  readonly redactAll: <T>(data: T) => T;
  /** The values of the environment's secret variables, the longest first. */
  readonly secrets: readonly string[];
}

/** @param env the runtime's own: the values of its secret variables are masked wherever they occur */
export function createRedactor(env: NodeJS.ProcessEnv): Redactor {
  const values = Object.entries(env)
    .flatMap(([name, value = '']) => secretsIn(name, value).flatMap(linesOf))
    .filter((value) => value.length >= SHORTEST_SECRET);
  // JSON and URLs escape some characters, so a secret has another form there.
  const forms = values.flatMap((value) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
  ]);
  const secrets = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const redact = (text: string): string => {
    const known = secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
    return PATTERNS.reduce((masked, [pattern, mask]) => masked.replaceAll(pattern, mask), known);
  };
  return { redact, redactAll: (data) => maskAll(data, redact), secrets };
}

/** The whole secret, and each of its lines: a log may show one line of a private key. */
function linesOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  // The first and the last line of a PEM file are the same in every such file, so they are no secret.
  return [value, ...lines.filter((line) => !line.startsWith('-----'))];
}

function maskAll<T>(data: T, redact: (text: string) => string): T {
  const mask = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return SECRET_OPTION.test(name) ? MASK : redact(value);
    if (Array.isArray(value)) {
      return value.map((item, index) => mask(item, index > 0 ? String(value[index - 1]) : ''));
    }
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mask(item, key)]));
  };
  return mask(data, '') as T;
}

export interface TextStream {
  write(chunk: string | Buffer): unknown;
}

/**
 * A stream that masks before it writes. In the runtime's own lines (strings) it masks all that looks like a secret. In
 * the tool's bytes (buffers) it masks only values of secret variables, also across chunks, and changes nothing else.
 */
export function redactingStream(out: TextStream, { redact, secrets }: Redactor): TextStream {
  const wanted = secrets.map((secret) => Buffer.from(secret).toString('latin1'));
  let held = '';
  const flush = () => {
    if (held !== '') out.write(Buffer.from(held, 'latin1'));
    held = '';
  };
  return {
    write(chunk) {
      if (typeof chunk === 'string') {
        flush();
        return out.write(redact(chunk));
      }
      if (wanted.length === 0) return out.write(chunk);
      // Latin 1 has a character for every byte, so bytes that are not UTF-8 stay unchanged.
      const text = wanted.reduce(
        (masked, secret) => masked.replaceAll(secret, MASK),
        held + chunk.toString('latin1'),
      );
      const keep = text.length - beginningAtEnd(text, wanted);
      held = text.slice(keep);
      return keep > 0 ? out.write(Buffer.from(text.slice(0, keep), 'latin1')) : true;
    },
  };
}

/** The length of the longest end of `text` that is the beginning of one of the words. */
function beginningAtEnd(text: string, words: readonly string[]): number {
  const longest = Math.max(...words.map((word) => word.length)) - 1;
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (words.some((word) => word.startsWith(end))) return length;
  }
  return 0;
}
