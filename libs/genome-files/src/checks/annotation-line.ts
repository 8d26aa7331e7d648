/** A feature of GTF or GFF3: https://agat.readthedocs.io/en/latest/gxf.html, nine columns separated by tabs. */
export interface Feature {
  readonly sequence: string;
  readonly type: string;
  /** From 1. */
  readonly start: number;
  /** The last base. */
  readonly end: number;
  readonly attributes: string;
}

const COLUMNS = 9;

/** @returns undefined if the line is no feature */
export function featureOf(line: string): Feature | undefined {
  const columns = line.split('\t', COLUMNS + 1);
  const [sequence = '', , type = '', start = '', end = '', , strand = '', phase = ''] = columns;
  const attributes = columns[COLUMNS - 1];
  const isFeature =
    attributes !== undefined &&
    (columns[COLUMNS] ?? '') === '' &&
    ![sequence, type].includes('') &&
    [start, end].every((position) => /^[1-9]\d*$/.test(position)) &&
    Number(start) <= Number(end) &&
    /^[-+.?]$/.test(strand) &&
    /^[.012]$/.test(phase);
  return isFeature
    ? { sequence, type, start: Number(start), end: Number(end), attributes }
    : undefined;
}

/** Finds an attribute as GTF (`gene_id "x"`) or GFF3 (`gene_id=x`) writes it. */
export function attributePattern(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?:^|;)\s*${literal}(?:\s+"?|=)[^\s";]`);
}

/** Whether a quotation mark has no partner, as in a line that is cut short. */
export const hasOpenQuote = (attributes: string): boolean => attributes.split('"').length % 2 === 0;
