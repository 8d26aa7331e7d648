import { optionsOf, type ToolDescription } from '@joblayer/tool-definition';
import { descriptorProblem } from './problems.ts';

const FORMAT = 'joblayer-tool-description';
const VERSION = 1;

/**
 * A tool description, from parsed JSON. Unknown fields are ignored, as its contract asks.
 *
 * @throws ProblemError `description-unreadable`, `description-version-unknown`
 */
export function readDescription(json: unknown): ToolDescription {
  const { format, version, definitions } = (json ?? {}) as Partial<Record<string, unknown>>;
  if (format !== FORMAT) throw unreadable(`its field "format" is not "${FORMAT}"`);
  if (version !== VERSION) {
    const given = String(version);
    throw descriptorProblem({
      ...{ code: 'description-version-unknown', version: given, known: VERSION },
    });
  }
  if (!Array.isArray(definitions) || definitions.length === 0)
    throw unreadable('its field "definitions" is not a list of one or more');
  const description = json as ToolDescription;
  checkNames(description);
  checkFlags(description);
  return description;
}

/** A name goes into names of files. One with `../` would lead out of the directory of an export. */
function checkNames({ definitions }: ToolDescription): void {
  const names = definitions.map(({ name }) => name);
  for (const [i, name] of names.entries()) {
    if (typeof name !== 'string' || !/^[A-Za-z0-9](?:[\w.-]{0,99})$/.test(name))
      throw unreadable(
        `the name of definition ${i + 1} is ${JSON.stringify(name)}, and not letters, digits, ".", "_" or "-"`,
      );
    if (names.indexOf(name) !== i) throw unreadable(`two definitions have the name "${name}"`);
  }
}

/** A flag goes into shell commands and names without quotes. */
function checkFlags({ definitions }: ToolDescription): void {
  for (const definition of definitions) {
    for (const { flag, key } of optionsOf(definition)) {
      if (!/^[a-z][a-z0-9-]*$/.test(flag))
        throw unreadable(
          `the flag of ${definition.name}'s option "${key}" is ${JSON.stringify(flag)}`,
        );
    }
  }
}

const unreadable = (detail: string) =>
  descriptorProblem({ code: 'description-unreadable', detail });
