import { DockerfileParser } from 'dockerfile-ast';
import { dockerfileProblem } from './problems.ts';

/** https://docs.docker.com/reference/dockerfile, without ONBUILD */
const INSTRUCTIONS: ReadonlySet<string> = new Set([
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL'],
  ...['MAINTAINER', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
]);

/**
 * Finds errors in a Dockerfile before a builder runs. (parseDockerfile ignores them, for callers
 * that report every fault.)
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
        ? 'ONBUILD changes the builds of other images, so their content is no longer known from their own files. Write its instruction into those.'
        : `"${keyword}" is not an instruction of a Dockerfile. See https://docs.docker.com/reference/dockerfile.`;
    throw dockerfileProblem({ code: 'invalid-instruction', position, detail });
  }
  if (instructions.some((instruction) => instruction.getKeyword() === 'FROM')) return;
  const detail = 'there is no FROM, so the image has no base. Write FROM and an image.';
  throw dockerfileProblem({ code: 'invalid-instruction', position: { file, line: 1 }, detail });
}
