/** A concept of EDAM, the ontology of data analysis (https://edamontology.org). */
export interface Term {
  /** Without the ontology's address: `operation_3198`. */
  readonly id: string;
  readonly name: string;
}

export const addressOf = ({ id }: Term): string => `http://edamontology.org/${id}`;

/** The term's name as a part of a path: `read-mapping`. */
export const slugOf = ({ name }: Term): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Each term once, by name. */
export const uniqueTerms = (terms: readonly Term[]): readonly Term[] =>
  [...new Map(terms.map((term) => [term.id, term])).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name, 'en'),
  );
