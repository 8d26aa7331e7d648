const FENCE = /^ *```.*?^ *```$/gms;
const COMMENT = /<!--.*?-->/gs;
const HEADING = /^#+ /;
const LIST_ITEM = /^ *(?:[-*]|\d+\.) /;
const TABLE_ROW = /^ *\|/;
const INDENTED_CODE = /^ {4}/;

/** A sentence ends at one of these and a blank. Quotes or emphasis may stand between. */
const SENTENCE_END = /(?<=[.!?](?:\*\*|["”’)])?)\s+/;

/**
 * The sentences of a Markdown text, without its code. Each cell of a table, item of a list and
 * heading has its own sentences.
 */
export function sentencesOf(markdown: string): string[] {
  return blocksOf(markdown.replaceAll(FENCE, '\n').replaceAll(COMMENT, '\n'))
    .flatMap((block) => plainText(block).split(SENTENCE_END))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** A span of code counts as one word. */
export const wordsOf = (sentence: string): number => sentence.split(/\s+/).length;

function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let open: string[] = [];
  const close = () => {
    blocks.push(open.join(' '));
    open = [];
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '') close();
    else if (HEADING.test(line)) blocks.push(line.replace(HEADING, ''));
    else if (TABLE_ROW.test(line)) blocks.push(...line.split(/(?<!\\)\|/));
    else if (LIST_ITEM.test(line)) {
      close();
      open.push(line.replace(LIST_ITEM, ''));
    } else if (open.length > 0 || !INDENTED_CODE.test(line)) open.push(line.trim());
  }
  close();
  return blocks;
}

/** Replaces code by one word, and links by their text. */
const plainText = (block: string): string =>
  block.replaceAll(/`[^`]+`/g, 'code').replaceAll(/!?\[(?<text>[^\]]*)\]\([^)]*\)/g, '$<text>');
