import { flagOf } from '../description/flag-of.ts';
import { isGiven, type ArgumentsGiven } from './arguments-given.ts';

type Value = string | number | boolean;

/**
 * A name holds if the option was given. `is` holds if the option's value, or its default, is in the list. `isNot` holds
 * if there is a value that is not in the list.
 */
export type Condition =
  | string
  | { readonly option: string; readonly is: readonly Value[] }
  | { readonly option: string; readonly isNot: readonly Value[] };

/** In both texts, `{option.value}` stands for a parameter's value, `{option.count}` for the number of values given. */
export interface RelationMessage {
  /** What was given and what is wrong with it, without a full stop. */
  readonly problem: string;
  /** What to do, in whole sentences. */
  readonly advice: string;
}

/** A rule about the options of one job. Options are inputs, outputs, parameters and runtime options, by name. */
export type Relation = RelationMessage &
  (
    | {
        /** If the condition holds, the option must be given. */
        readonly kind: 'requires';
        readonly when: Condition;
        readonly option: string;
      }
    | {
        /** The option may be given only if the condition holds. */
        readonly kind: 'onlyWith';
        readonly option: string;
        readonly condition: Condition;
      }
    | {
        /** At most one of the conditions may hold. */
        readonly kind: 'excludes';
        readonly conditions: readonly [Condition, Condition];
      }
    | {
        /** If the second option is given, it has as many values as the first. */
        readonly kind: 'sameCount';
        readonly options: readonly [string, string];
      }
    | {
        /** At least one of the options must be given. */
        readonly kind: 'oneOf';
        readonly options: readonly [string, string, ...string[]];
      }
  );

/** @returns the message of the first relation that does not hold; undefined if all hold */
export function brokenRelation(
  relations: readonly Relation[],
  given: ArgumentsGiven,
): RelationMessage | undefined {
  const broken = relations.find((relation) => !isKept(relation, given));
  if (!broken) return undefined;
  const { problem, advice } = broken;
  return { problem: fill(problem, given), advice: fill(advice, given) };
}

function isKept(relation: Relation, given: ArgumentsGiven): boolean {
  switch (relation.kind) {
    case 'requires':
      return !holds(relation.when, given) || isGiven(relation.option, given);
    case 'onlyWith':
      return !isGiven(relation.option, given) || holds(relation.condition, given);
    case 'excludes':
      return !relation.conditions.every((condition) => holds(condition, given));
    case 'sameCount': {
      const [first, second] = relation.options;
      return !isGiven(second, given) || given.counts[first] === given.counts[second];
    }
    case 'oneOf':
      return relation.options.some((option) => isGiven(option, given));
  }
}

export function holds(condition: Condition, given: ArgumentsGiven): boolean {
  if (typeof condition === 'string') return isGiven(condition, given);
  const value = given.values[condition.option] as Value | undefined;
  if (value === undefined) return false;
  return 'is' in condition ? condition.is.includes(value) : !condition.isNot.includes(value);
}

/** The option that a condition is about. */
export const optionOf = (condition: Condition): string =>
  typeof condition === 'string' ? condition : condition.option;

/** A condition as a user types it: `--reads2`, `--mode fast or slow`, `--mode other than fast`. */
export function conditionText(condition: Condition): string {
  if (typeof condition === 'string') return flagOf(condition);
  const flag = flagOf(condition.option);
  if ('isNot' in condition) return `${flag} other than ${condition.isNot.join(' and ')}`;
  const [value] = condition.is;
  if (value === true) return flag;
  if (value === false) return flag.replace(/^--/, '--no-');
  return `${flag} ${condition.is.join(' or ')}`;
}

/** All options that a relation names, including those in its message. */
export function optionsIn(relation: Relation): readonly string[] {
  const { problem, advice } = relation;
  return [
    ...named(relation),
    ...[...`${problem} ${advice}`.matchAll(REFERENCE)].map(([, name = '']) => name),
  ];
}

function named(relation: Relation): readonly string[] {
  const of = optionOf;
  switch (relation.kind) {
    case 'requires':
      return [of(relation.when), relation.option];
    case 'onlyWith':
      return [relation.option, of(relation.condition)];
    case 'excludes':
      return relation.conditions.map(of);
    case 'sameCount':
    case 'oneOf':
      return relation.options;
  }
}

const REFERENCE = /\{(\w+)\.(value|count)\}/g;

const fill = (text: string, { counts, values }: ArgumentsGiven): string =>
  text.replaceAll(REFERENCE, (_, option: string, what: string) =>
    String(what === 'count' ? (counts[option] ?? 0) : values[option]),
  );
