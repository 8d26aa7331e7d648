const BLOCK = /^(?<indent> *)```(?<language>\S*)\n(?<text>.*?)^ *```$/gms;

/** A block of code between fences. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

export const codeBlocksOf = (markdown: string): CodeBlock[] =>
  [...markdown.matchAll(BLOCK)].map(({ groups: { language = '', text = '' } = {} }) => ({
    language,
    text,
  }));

/** The commands of a page, in order, as readers run them. */
export const commandsOf = (markdown: string): string =>
  codeBlocksOf(markdown)
    .filter(({ language }) => language === 'sh')
    .map(({ text }) => text)
    .join('');
