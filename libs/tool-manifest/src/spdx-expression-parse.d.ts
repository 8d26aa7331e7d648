declare module 'spdx-expression-parse' {
  /** @throws Error when `text` is not an SPDX license expression. */
  export default function parse(text: string): object;
}
