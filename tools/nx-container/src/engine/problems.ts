import { defineProblems } from '@joblayer/problem';

/** Problems of the engine, or of a build in it. */
export const engineProblem = defineProblems({
  'docker-not-found': () =>
    `docker was not found on the PATH. Install Docker (https://docs.docker.com/engine/install), on Debian and Ubuntu: apt-get install docker.io`,
  'engine-unreachable': ({ detail }: { detail: string }) =>
    `The Docker engine does not respond. Start it, or set DOCKER_HOST.\n${detail}`,
  'no-builder': ({ tried }: { tried: readonly string[] }) =>
    `No docker command here can build with BuildKit (tried ${tried.join(', ') || 'none'}). Install the buildx plugin: https://docs.docker.com/build/install-buildx, on Debian and Ubuntu: apt-get install docker-buildx`,
  'build-failed': ({
    file,
    exitCode,
    detail,
  }: {
    file: string;
    exitCode: number | undefined;
    detail: string;
  }) =>
    `${file}: the build failed (exit code ${exitCode ?? 'unknown'}); the builder's output is above.\n${detail}`,
  'fetch-failed': ({
    file,
    detail,
    network,
  }: {
    file: string;
    detail: string;
    network: string | undefined;
  }) =>
    `${file}: a RUN line could not fetch a file: ${detail}\nCheck its address. RUN lines have ${network === undefined ? "the engine's default network" : `the network "${network}"`}: if only this machine reaches the server, as a mirror or through a proxy, set JOBLAYER_BUILD_NETWORK=host.`,
  'run-failed': ({ image, command, detail }: { image: string; command: string; detail: string }) =>
    `docker run ${image} ${command} failed. Run it yourself to see why.\n${detail}`,
  'source-image-unavailable': ({ file, detail }: { file: string; detail: string }) =>
    `${file}: an image that it is built on could not be fetched: ${detail}\nCheck the network, and docker login. JOBLAYER_ARG_NAME=… sets another image for an ARG NAME before the first FROM. Without access to Docker Hub, run npm run local-cloud -- start: it finds or makes a Debian image for later builds.`,
  'build-disk-full': ({ file, detail }: { file: string; detail: string }) =>
    `${file}: the disk was full during the build: ${detail}\nFree some space: docker system df shows what docker uses, docker builder prune and docker image prune delete unused data.`,
});
