/** A word that is not to be used, and the field's own for it. */
export interface BannedWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** In names of variables, types and files, after these were cut into lower-case words. */
export const BANNED_IN_NAMES: readonly BannedWord[] = [
  { pattern: /\banswer(s|ed|ing)?\b/, instead: 'response' },
  { pattern: /\b(tak(e|es|en|ing)|took) back\b/, instead: 'roll back, rollback' },
  { pattern: /\bclaim(s|ed|ing|ants?)?\b/, instead: 'lease; lock where it never expires' },
  { pattern: /\bcompanions?\b/, instead: 'secondary file' },
  { pattern: /\bcomplain(s|ed|ts?)?\b/, instead: 'error pattern' },
  { pattern: /\b(stage|step|error|end) words\b/, instead: 'stderr, text' },
  { pattern: /\b(tell|tells|told)\b/, instead: 'report, say, state, show' },
  { pattern: /\bwires?\b/, instead: 'HTTP connection, HTTP client' },
  { pattern: /\bcaught up\b/, instead: 'backpressure' },
  { pattern: /\b(climbs?|pace|paces)\b/, instead: 'adaptive concurrency, slow connection' },
  {
    pattern: /\b(rooms?|members?|bare name)\b/,
    instead: 'eviction, cache user, provisional directory',
  },
  { pattern: /\bgarbled\b/, instead: 'invalid' },
  { pattern: /\b(nobody|anew|for ever|all the same)\b/, instead: 'no one, again, forever, anyway' },
];

/** In messages, error codes and types of events, besides names. */
export const BANNED_IN_MESSAGES: readonly BannedWord[] = BANNED_IN_NAMES.filter(
  ({ pattern }) => !/room|words/.test(pattern.source),
);

/** In comments and documents. The other words have plain meanings of their own there. */
export const BANNED_IN_PROSE: readonly BannedWord[] = [
  { pattern: /\bcompanions?\b/, instead: 'secondary file' },
  { pattern: /\bcomplaints?\b/, instead: 'error pattern' },
  { pattern: /\b(tak(e|es|en|ing)|took) back\b/, instead: 'roll back' },
  { pattern: /\bgarbled\b/, instead: 'invalid' },
  { pattern: /\banew\b/, instead: 'again' },
  { pattern: /\bfor ever\b/, instead: 'forever' },
  { pattern: /\ball the same\b/, instead: 'anyway' },
];

/** `claimOf`, `TAKE_BACK_MS` and `take-back.ts` as lower-case words with spaces between. */
export const wordsOfName = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase();

/** What of a text is banned, with the field's word. Lines that follow each other count as one text. */
export function bannedIn(text: string, list: readonly BannedWord[]): readonly string[] {
  const plain = text.toLowerCase().replace(/[\s*]+/g, ' ');
  return list.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(plain);
    return found ? [`“${found[0]}”: write ${instead}`] : [];
  });
}
