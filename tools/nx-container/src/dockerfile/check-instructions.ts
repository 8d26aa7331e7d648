import { DockerfileParser } from 'dockerfile-ast';
import { dockerfileProblem } from './problems.ts';

/** https://docs.docker.com/reference/dockerfile, without ONBUILD */
const INSTRUCTIONS: ReadonlySet<string> = new Set([
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL'],
  ...['MAINTAINER', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
]);

/**
 * Finds what makes a Dockerfile none, before a builder is asked. (parseDockerfile passes over it, for the sake
 * of those that report every fault.)
 *
 * @param file its path from the workspace's root, for messages
 * @throws ProblemError `invalid-instruction`
 */
export function checkInstructions(text: string, file: string): void {
  const instructions = DockerfileParser.parse(text).getInstructions();
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    if (INSTRUCTIONS.has(keyword)) continue;
    const position = { file, line: instruction.getRange().start.line + 1 };
    const detail =
      keyword === 'ONBUILD'
        ? 'ONBUILD acts in the builds of other images, which are then not known by their own content. Write its instruction into those.'
        : `"${keyword}" is no instruction of a Dockerfile. See https://docs.docker.com/reference/dockerfile.`;
    throw dockerfileProblem({ code: 'invalid-instruction', position, detail });
  }
  if (instructions.some((instruction) => instruction.getKeyword() === 'FROM')) return;
  const detail =
    'there is no FROM, so there is nothing to build an image from. Write FROM and an image.';
  throw dockerfileProblem({ code: 'invalid-instruction', position: { file, line: 1 }, detail });
}
