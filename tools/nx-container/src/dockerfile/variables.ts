const VARIABLE = /\$(?:(?<plain>\w+)|\{(?<braced>\w+)(?:(?<operator>:?-)(?<fallback>[^}]*))?\})/g;
const ONLY_A_VARIABLE = /^\$(?:(?<plain>\w+)|\{(?<braced>\w+)\})$/;

export type Values = ReadonlyMap<string, string>;

/**
 * Replaces `$NAME`, `${NAME}`, `${NAME:-fallback}` and `${NAME-fallback}` by their values. Calls
 * `missing` with the name of a variable that has no value.
 */
export function expandVariables(
  text: string,
  values: Values,
  missing: (name: string) => string,
): string {
  return text.replaceAll(VARIABLE, (...match) => {
    const { plain, braced, operator, fallback } = match.at(-1) as Record<
      string,
      string | undefined
    >;
    const name = plain ?? braced ?? '';
    const value = values.get(name);
    const isSet = operator === ':-' ? Boolean(value) : value !== undefined;
    return (isSet ? value : fallback) ?? missing(name);
  });
}

/** The variable's name where `text` consists of one variable. */
export function onlyVariable(text: string): string | undefined {
  const groups = ONLY_A_VARIABLE.exec(text)?.groups;
  return groups?.['plain'] ?? groups?.['braced'];
}

export const hasVariable = (text: string): boolean => text.includes('$');
