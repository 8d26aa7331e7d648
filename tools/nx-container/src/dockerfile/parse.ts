import { type Arg, DockerfileParser, type From, type Instruction } from 'dockerfile-ast';
import type { Position } from './position.ts';
import { StageNames } from './stage-names.ts';
import { takenBy } from './taken.ts';

/** An ARG before the first FROM. */
export interface GlobalArgument {
  readonly name: string;
  /** The default as written. It may hold variables. */
  readonly defaultValue: string | undefined;
}

/** A reference to an image, as written. It may hold variables. */
export interface ImageUse {
  /** `FROM`, or the keyword of an instruction that takes files from the image. */
  readonly keyword: string;
  readonly text: string;
  readonly position: Position;
}

/** A file, directory or glob of the build context that an instruction reads. */
export interface ContextSource {
  readonly source: string;
  readonly position: Position;
}

/** The files and images that a Dockerfile takes from outside itself. */
export interface Dockerfile {
  readonly globalArguments: readonly GlobalArgument[];
  /**
   * The images of FROM, COPY --from and RUN --mount, without `scratch` and the file's own stages.
   */
  readonly images: readonly ImageUse[];
  readonly sources: readonly ContextSource[];
}

/**
 * Reads a Dockerfile (https://docs.docker.com/reference/dockerfile).
 *
 * @param file its path from the workspace's root, for messages
 * @throws ProblemError `invalid-instruction`
 */
export function parseDockerfile(text: string, file: string): Dockerfile {
  const parsed = DockerfileParser.parse(text);
  const stages = new StageNames();
  const images: ImageUse[] = [];
  const sources: ContextSource[] = [];

  for (const instruction of parsed.getInstructions()) {
    const position = { file, line: instruction.getRange().start.line + 1 };
    const keyword = instruction.getKeyword();
    const taken = takenBy(instruction, position);
    for (const image of taken.images)
      if (image !== 'scratch' && !stages.has(image))
        images.push({ keyword, text: image, position });
    for (const source of taken.sources) sources.push({ source, position });
    if (isFrom(instruction)) stages.add(instruction.getBuildStage());
  }
  return { globalArguments: parsed.getInitialARGs().flatMap(argumentsOf), images, sources };
}

const isFrom = (instruction: Instruction): instruction is From =>
  instruction.getKeyword() === 'FROM';

const ARGUMENT = /^(?<name>\w+)(?:=(?<quote>["']?)(?<value>.*)\k<quote>)?$/s;

/** One ARG may declare several. */
function argumentsOf(arg: Arg): GlobalArgument[] {
  return arg.getPropertyArguments().flatMap((word) => {
    const groups = ARGUMENT.exec(word.getValue())?.groups;
    return groups?.['name'] ? [{ name: groups['name'], defaultValue: groups['value'] }] : [];
  });
}
