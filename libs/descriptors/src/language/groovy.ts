/** Words of Groovy, and names that Nextflow gives a meaning in a process. */
export const GROOVY_KEYWORDS: readonly string[] = [
  'abstract as assert boolean break byte case catch char class const continue def default do double else enum extends',
  'false final finally float for goto if implements import in instanceof int interface it long native new null package',
  'private protected public record return short static strictfp super switch synchronized this threadsafe throw throws',
  'trait transient true try var void volatile while yields sealed permits',
  'baseDir channel each emit env error eval exec file files input launchDir log moduleDir nextflow output params path',
  'print println process projectDir script secrets shell stdin stdout stub task topic tuple val when workDir workflow',
].flatMap((line) => line.split(' '));

/** A text in single quotes, in which Groovy fills in nothing. */
export const groovyString = (text: string): string =>
  `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll(
      /\p{Cc}/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )}'`;

/** A text within comments. nf-core's linter would take `input:` in one for that section of a process. */
export const comment = (text: string): string =>
  text
    .replaceAll('*/', '* /')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(input|output|when):/g, '$1 :');
