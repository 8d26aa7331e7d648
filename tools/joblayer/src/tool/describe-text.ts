import { helpText, softwareOf, type ToolDescription } from '@joblayer/tool-definition';
import { toolProblem } from './problems.ts';

/**
 * The text that a tool shows of itself, as this program's user calls it.
 *
 * @param name of the definition; default: the first
 * @throws ProblemError `no-such-definition`
 */
export function describeText(
  action: 'help' | 'version' | 'describe',
  tool: string,
  description: ToolDescription,
  name?: string,
): string {
  const { definitions, toolManifest } = description;
  const definition =
    name === undefined ? definitions[0] : definitions.find((each) => each.name === name);
  if (!definition) {
    const names = definitions.map((each) => each.name);
    throw toolProblem({ code: 'no-such-definition', image: tool, name: name ?? '', names });
  }
  switch (action) {
    case 'help':
      return helpText(description, definition, {
        run: `joblayer run ${tool} --on docker --`,
        helpOf: (other) => `joblayer help ${tool} ${other}`,
      });
    case 'version':
      return `${definition.name}: ${softwareOf(toolManifest)}`;
    case 'describe':
      return JSON.stringify(description, undefined, 2);
  }
}
