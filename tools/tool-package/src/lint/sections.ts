/** The sections of a Dockerfile, in their order. */
export const SECTIONS = [
  { name: 'base image', required: true },
  { name: 'builder', required: false },
  { name: 'metadata', required: true },
  { name: 'system packages', required: false },
  { name: 'application', required: true },
  { name: 'entry point', required: true },
] as const;

export type Section = (typeof SECTIONS)[number]['name'];

/** A header is the section's name, optionally followed by a colon or a bracket and more text. */
const HEADER = new RegExp(`^(?<name>${SECTIONS.map(({ name }) => name).join('|')})(?=$|:| \\()`);

/** The section that a comment begins, if any. */
export function headerIn(comment: string): Section | undefined {
  const name = HEADER.exec(comment)?.groups?.['name'];
  return SECTIONS.find((section) => section.name === name)?.name;
}

export const orderOf = (section: Section): number =>
  SECTIONS.findIndex(({ name }) => name === section);
