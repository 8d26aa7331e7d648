import { type Arg, DockerfileParser, type Env, type From, type Instruction } from 'dockerfile-ast';
import { expandVariables } from './variables.ts';

type Variables = ReadonlyMap<string, string>;

/**
 * The variables that a Dockerfile gives its image by ENV, in its last stage and the stages of the file that this one
 * builds on. Those of other images are not among them.
 */
export function environmentOf(dockerfile: string): Readonly<Record<string, string>> {
  const parsed = DockerfileParser.parse(dockerfile);
  const global = new Map<string, string>();
  for (const arg of parsed.getInitialARGs()) declare(arg, global, new Map());
  const stages = new Map<string, Map<string, string>>();
  let [variables, args] = [new Map<string, string>(), new Map<string, string>()];
  for (const instruction of parsed.getInstructions()) {
    if (isOf<From>('FROM', instruction)) {
      variables = new Map(stages.get((instruction.getImage() ?? '').toLowerCase()));
      args = new Map();
      stages.set((instruction.getBuildStage() ?? '').toLowerCase(), variables);
    } else if (isOf<Arg>('ARG', instruction)) {
      declare(instruction, args, global);
    } else if (isOf<Env>('ENV', instruction)) {
      // All values of one instruction are expanded by what stood before it.
      const before = new Map([...args, ...variables]);
      for (const property of instruction.getProperties()) {
        const value = property.getValue() ?? '';
        variables.set(
          property.getName(),
          expandVariables(value, before, () => ''),
        );
      }
    }
  }
  return Object.fromEntries(variables);
}

/** A stage's ARG without a default has that of the file's head. */
function declare(arg: Arg, values: Map<string, string>, defaults: Variables): void {
  for (const property of arg.getProperties()) {
    const name = property.getName();
    const value = property.getValue() ?? defaults.get(name);
    if (value !== undefined)
      values.set(
        name,
        expandVariables(value, values, () => ''),
      );
  }
}

const isOf = <T extends Instruction>(keyword: string, instruction: Instruction): instruction is T =>
  instruction.getKeyword() === keyword;
