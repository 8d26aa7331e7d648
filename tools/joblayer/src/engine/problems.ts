import { defineProblems } from '@joblayer/problem';

/** Problems of the container engine of this machine. */
export const engineProblem = defineProblems({
  'program-absent': ({ program }: { program: string }) =>
    `${program} was not found on the PATH. Install it (https://docs.docker.com/engine/install or https://podman.io), or name the other one with --on.`,
  'engine-silent': ({ program, detail }: { program: string; detail: string }) =>
    `The engine of ${program} does not respond. Start it, check that you may use it, or set DOCKER_HOST.\n${detail}`,
  'engine-refused': ({ program, detail }: { program: string; detail: string }) =>
    `${program} could not make the container:\n${detail}`,
  'engine-lost': ({ program, name }: { program: string; name: string }) =>
    `The connection to the engine of ${program} was lost, and the job's container still runs: ${name}. Follow it with ${program} logs --follow ${name}, or stop it with ${program} stop ${name}.`,
  'pull-refused': ({ image, detail }: { image: string; detail: string }) =>
    `The image ${image} could not be pulled:\n${detail}`,
  'machine-too-small': ({ what, wanted, has }: { what: string; wanted: string; has: string }) =>
    `${what} needs ${wanted}, and the engine of this machine has ${has}. Use a larger machine, or give the engine more.`,
});
