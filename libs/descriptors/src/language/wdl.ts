/** Words that WDL 1.1 or a later version keeps for itself. */
export const WDL_KEYWORDS: readonly string[] = [
  'Array Boolean Directory File Float Int Map None Object Pair String',
  'after alias as call command else enum env false hints if import in input left meta object output',
  'parameter_meta requirements right runtime scatter struct task then true version workflow',
].flatMap((line) => line.split(' '));

/** A text in `meta` or `parameter_meta`, or in an expression. No part of it is read as a placeholder. */
export const wdlString = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll(/[$~](?=\{)/g, '\\$&')
    .replaceAll(/\p{Cc}/gu, codePoint)}"`;

const codePoint = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
