import XMLBuilder from 'fast-xml-builder';

/** One node, in the form of the builder. */
export type Xml = Readonly<Record<string, unknown>>;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element. Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly Xml[] = [],
): Xml {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const texts = given.map(([key, value]) => [key, attributeText(String(value))]);
  return { [name]: children, ...(given.length > 0 && { ':@': Object.fromEntries(texts) }) };
}

export const text = (content: string): Xml => ({ '#text': escaped(content) });

/** A text that stays readable because nothing in it is escaped. */
export const cdata = (content: string): Xml => ({
  cdata: [{ '#text': allowed(content).replaceAll(']]>', ']] >') }],
});

export const xml = (root: Xml): string => `${builder.build([root]).trim()}\n`;

const builder = new XMLBuilder({
  ...{ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' },
  ...{ format: true, indentBy: '    ', suppressEmptyNode: true, cdataPropName: 'cdata' },
  // The builder leaves a tab in an attribute, which a parser reads as a space. So entities are made here.
  processEntities: false,
});

/** XML 1.0 has no way to write most control characters, and no unpaired surrogates. */
const allowed = (content: string): string =>
  content.toWellFormed().replaceAll(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '\uFFFD');

const escaped = (content: string): string =>
  allowed(content).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attributeText = (content: string): string =>
  escaped(content).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
