/** A link to a file of the repository. */
export interface Link {
  readonly path: string;
  readonly anchor: string | undefined;
}

const LINK = /\]\((?<target>[^)\s]+)\)/g;
const CODE = /^ *```.*?^ *```$|`[^`\n]+`/gms;

/** The relative links of a page. */
export const linksOf = (markdown: string): Link[] =>
  [...markdown.replaceAll(CODE, '').matchAll(LINK)]
    .map(({ groups }) => groups?.['target'] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { path, anchor };
    });

/** The anchors that GitHub makes from a page's headings. */
export const anchorsOf = (markdown: string): string[] =>
  [...markdown.replaceAll(/^ *```.*?^ *```$/gms, '').matchAll(/^#+ (?<title>.*)$/gm)].map(
    ({ groups }) =>
      (groups?.['title'] ?? '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
  );
