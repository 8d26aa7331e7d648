import type { DefinitionDescription } from '@joblayer/tool-definition';

export type Relation = DefinitionDescription['relations'][number];

/** The options that a relation is about, by their names in the description. */
export function optionsIn(relation: Relation): readonly string[] {
  const nameOf = (condition: string | { readonly option: string }) =>
    typeof condition === 'string' ? condition : condition.option;
  switch (relation.kind) {
    case 'requires':
      return [nameOf(relation.when), relation.option];
    case 'onlyWith':
      return [relation.option, nameOf(relation.condition)];
    case 'excludes':
      return relation.conditions.map(nameOf);
    default:
      return relation.options;
  }
}
