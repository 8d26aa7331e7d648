import type { Place, Problem } from './problem.ts';

/** What was expected, what came, and what to do. */
export function describeProblem(problem: Problem): string {
  switch (problem.code) {
    case 'invalid-options':
      return `nx.json: the options of @joblayer/nx-container are wrong: ${problem.detail}`;
    case 'dockerfile-missing':
      return `${problem.file} does not exist. A package with an image needs a Dockerfile.`;
    case 'name-mismatch':
      return `${problem.file} says "name": "${problem.name}", but its folder is "${problem.folder}". The image, the ECR repository and the folder share one name: change one of the two.`;
    case 'invalid-image-reference':
      return `${at(problem.place)}"${problem.text}" is not an image reference. Expected [registry/]repository[:tag][@sha256:…], in lower case.`;
    case 'invalid-instruction':
      return `${at(problem.place)}${problem.detail}`;
    case 'argument-without-value':
      return `${at(problem.place)}"${problem.argument}" has no value. Give its ARG before the first FROM a default, or set JOBLAYER_ARG_${problem.argument}.`;
    case 'literal-workspace-image':
      return `${at(problem.place)}${problem.image} is built in this workspace, so its exact content is passed in at build time. Write "ARG BASE_IMAGE=${problem.image}" before the first FROM, and "FROM \${BASE_IMAGE}" here.`;
    case 'copy-from-workspace-image':
      return `${at(problem.place)}${problem.image} is built in this workspace, so its exact content is passed in at build time. Write "ARG SOURCE_IMAGE=${problem.image}" before the first FROM, then "FROM \${SOURCE_IMAGE} AS source", and "--from=source" here.`;
    case 'variable-in-source':
      return `${at(problem.place)}the source "${problem.source}" holds a variable. Write the path out, so that the image's content is known before it is built.`;
    case 'source-missing':
      return `${at(problem.place)}no file matches "${problem.source}". Where a build makes it, run the package's build target first (docker-build does, through Nx).`;
    case 'source-outside-context':
      return `${at(problem.place)}"${problem.source}" is outside the package. An image is made of its package's files only: let the package's src/build.ts put the file into dist/.`;
    case 'image-not-built':
      return `The image of ${problem.name} is not in the engine${problem.reference ? ` as ${problem.reference}` : ''}. Build it: nx run ${problem.name}:docker-build`;
    case 'docker-not-found':
      return `docker was not found on the PATH. Install Docker (https://docs.docker.com/engine/install), on Debian and Ubuntu: apt-get install docker.io`;
    case 'engine-unreachable':
      return `The Docker engine does not answer. Start it, or set DOCKER_HOST.\n${problem.detail}`;
    case 'no-builder':
      return `No docker command here can build with BuildKit (tried ${problem.tried.join(', ') || 'none'}). Install the buildx plugin: https://docs.docker.com/build/install-buildx, on Debian and Ubuntu: apt-get install docker-buildx`;
    case 'build-failed':
      return `${problem.file}: the build failed (exit code ${problem.exitCode ?? 'unknown'}); the builder's output is above.\n${problem.detail}`;
    case 'region-missing':
      return 'No AWS region is set, or not one that can be, so there is no ECR to push to. Set AWS_REGION, or a region in the profile that AWS_PROFILE names.';
    case 'credentials-missing':
      return `No AWS credentials were found. Log in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n${problem.detail}`;
    case 'credentials-refused':
      return `AWS refused the credentials: they have expired or belong elsewhere. Log in again, and check AWS_PROFILE and AWS_REGION.\n${problem.detail}`;
    case 'access-denied':
      return `AWS denied ${problem.action}. Let the role or user in use have that action.\n${problem.detail}`;
    case 'repository-not-found':
      return `ECR has no repository ${problem.repository}.`;
    case 'repository-already-exists':
      return `ECR has a repository ${problem.repository} already.`;
    case 'aws-unreachable':
      return `AWS does not answer ${problem.action}: ${problem.detail}. Check the network, and AWS_ENDPOINT_URL where it is set.`;
    case 'ecr-failed':
      return `ECR answered ${problem.action} with an error.\n${problem.detail}`;
    case 'registry-unavailable':
      return `The registry ${problem.host} does not answer as it should: ${problem.detail}. Try again; where JOBLAYER_REGISTRY is set, check that it is the registry meant.`;
    case 'registry-refused':
      return `The registry ${problem.host} refused the request (HTTP ${problem.status}): ${problem.detail}. Check that the role or user in use may read and push to this repository.`;
    case 'login-failed':
      return `docker could not log in to ${problem.host}. Where JOBLAYER_REGISTRY is set, check that it is the registry meant.\n${problem.detail}`;
    case 'push-failed':
      return `docker could not push ${problem.image}:\n${problem.detail}`;
    case 'version-taken':
      return `${problem.image}:${problem.version} is in the registry already, with other content, and a version is never overwritten.\n  there: ${problem.there}\n  here:  ${problem.here}\nRaise "revision" in ${problem.file}, so that this content gets a version of its own.`;
    case 'section-missing':
      return `${problem.file}: expected the line "${problem.begin}" and, below it, the line "${problem.end}", once each. What lies between them is generated: add the two lines where it belongs, and run nx sync.`;
  }
}

const at = (place: Place | undefined): string => (place ? `${place.file}:${place.line}: ` : '');
