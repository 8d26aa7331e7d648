import type { Place, Problem, ProblemOf } from './problem.ts';

/** What was expected, what came, and what to do. */
export function describeProblem(problem: Problem): string {
  switch (problem.code) {
    case 'invalid-options':
      return `nx.json: the options of @joblayer/nx-container are wrong: ${problem.detail}`;
    case 'invalid-variable':
      return `${problem.name} is "${problem.value}". Expected one of ${problem.expected.join(', ')}.`;
    case 'dockerfile-missing':
      return `${problem.file} does not exist. A package with an image needs a Dockerfile.`;
    case 'manifest-missing':
      return `${problem.file} does not exist. A package with an image needs a tool manifest, from which its labels and its version come: CONTRIBUTING.md has one.`;
    case 'name-mismatch':
      return `${problem.file} says "name": "${problem.name}", but its folder is "${problem.folder}". The image, the ECR repository and the folder share one name: change one of the two.`;
    case 'invalid-image-reference':
      return `${at(problem.place)}"${problem.text}" is not an image reference. Expected [registry/]repository[:tag][@sha256:…], in lower case.`;
    case 'invalid-instruction':
      return `${at(problem.place)}${problem.detail}`;
    case 'argument-without-value':
      return `${at(problem.place)}"${problem.argument}" has no value. Give its ARG before the first FROM a default, or set JOBLAYER_ARG_${problem.argument}.`;
    case 'built-on-itself':
      return `${at(problem.place)}the image of ${problem.name} cannot be built on itself. Name another image.`;
    case 'literal-workspace-image':
      return `${at(problem.place)}${problem.image} is built in this workspace, so its exact content is passed in at build time. Write "ARG BASE_IMAGE=${problem.image}" before the first FROM, and "FROM \${BASE_IMAGE}" here.`;
    case 'copy-from-workspace-image':
      return `${at(problem.place)}${problem.image} is built in this workspace, so its exact content is passed in at build time. Write "ARG SOURCE_IMAGE=${problem.image}" before the first FROM, then "FROM \${SOURCE_IMAGE} AS source", and "--from=source" here.`;
    case 'variable-in-source':
      return `${at(problem.place)}the source "${problem.source}" holds a variable. Write the path out, so that the image's content is known before it is built.`;
    case 'source-missing':
      return `${at(problem.place)}no file matches "${problem.source}". Where a build makes it, run the package's build target first (docker-build does, through Nx).`;
    case 'source-is-link':
      return `${at(problem.place)}the path "${problem.source}" leads over a symbolic link. Name the file or directory itself, so that a change of it is known to change the image.`;
    case 'source-outside-context':
      return `${at(problem.place)}"${problem.source}" is outside the package. An image is made of its package's files only: let the package's src/build.ts put the file into dist/.`;
    case 'image-not-built':
      return `The image of ${problem.name} is not in the engine${problem.reference ? ` as ${problem.reference}` : ''}. Build it: nx run ${problem.name}:docker-build`;
    case 'image-not-pushed':
      return `The image of ${problem.name}, as it was last built, was not pushed${problem.registry === undefined ? '' : ` to "${problem.registry}"`} from here. Push it: nx run ${problem.name}:docker-push`;
    case 'no-layers':
      return `Of the image of ${problem.image} the registry holds a ${problem.mediaType}, where an image manifest with layers was expected. Push it for one platform: nx run ${problem.image}:docker-push`;
    case 'docker-not-found':
      return `docker was not found on the PATH. Install Docker (https://docs.docker.com/engine/install), on Debian and Ubuntu: apt-get install docker.io`;
    case 'engine-unreachable':
      return `The Docker engine does not answer. Start it, or set DOCKER_HOST.\n${problem.detail}`;
    case 'no-builder':
      return `No docker command here can build with BuildKit (tried ${problem.tried.join(', ') || 'none'}). Install the buildx plugin: https://docs.docker.com/build/install-buildx, on Debian and Ubuntu: apt-get install docker-buildx`;
    case 'build-failed':
      return `${problem.file}: the build failed (exit code ${problem.exitCode ?? 'unknown'}); the builder's output is above.\n${problem.detail}`;
    case 'source-image-unavailable':
      return `${problem.file}: an image that it is built on could not be fetched: ${problem.detail}\nCheck the network, and docker login. JOBLAYER_ARG_NAME=… puts another image in the place of an ARG NAME before the first FROM; where Docker Hub is out of reach, npm run local-cloud -- start finds or makes a Debian image that later builds take.`;
    case 'build-disk-full':
      return `${problem.file}: the build found no space left: ${problem.detail}\nFree some: docker system df shows what docker uses, docker builder prune and docker image prune take away what nothing needs.`;
    case 'test-failed':
      return `${problem.file}: the test of ${problem.image} failed (exit code ${problem.exitCode ?? 'unknown'}); its output is above.\n${problem.detail}`;
    case 'region-missing':
      return 'No AWS region is set, or not one that can be, so there is no ECR to push to. Set AWS_REGION, or a region in the profile that AWS_PROFILE names.';
    case 'credentials-missing':
      return `No AWS credentials were found. Log in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n${problem.detail}`;
    case 'credentials-refused':
      return `AWS refused the credentials: they have expired or belong elsewhere. Log in again, and check AWS_PROFILE and AWS_REGION.\n${problem.detail}`;
    case 'access-denied':
      return `AWS denied ${problem.action}. Let the role or user in use have that action.\n${problem.detail}`;
    case 'repository-not-found':
      return `ECR has no repository ${problem.repository}. docker-push makes it; where docker-build had found the image there, run docker-build again.`;
    case 'repository-already-exists':
      return `ECR has a repository ${problem.repository} already.`;
    case 'repository-name-refused':
      return `ECR does not take "${problem.repository}" as a repository's name: ${problem.detail}\nThe name is the option "repositoryPrefix" of nx.json, a slash, and the name of the package's folder: lower-case letters and digits, parted by single . _ - or /, 256 characters at most.`;
    case 'tag-rule-refused':
      return `ECR does not take the rule for tags: ${problem.detail}\nSet "tags" to "mutable" in the option "repository" of nx.json, or correct "movableTags".`;
    case 'throttled':
      return `AWS throttled ${problem.action}, however often it was tried: ${problem.detail}\nTry again later, or with fewer tasks at once (--parallel=1).`;
    case 'aws-unreachable':
      return `AWS does not answer ${problem.action}: ${problem.detail}. Check that AWS_REGION is a region with ECR, the network, and AWS_ENDPOINT_URL where it is set.`;
    case 'ecr-failed':
      return `ECR answered ${problem.action} with an error.\n${problem.detail}\nWhat its errors mean: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_${problem.action.replace('ecr:', '')}.html`;
    case 'batch-failed':
      return `AWS answered ${problem.action} with an error: ${problem.detail}`;
    case 'queue-missing':
      return 'No job queue was named. Give one with --queue, or for all jobs as "batch": { "queue": … } in the options of @joblayer/nx-container in nx.json.';
    case 'tool-unknown':
      return `There is no tool "${problem.name}". Expected one of ${problem.known.join(', ')}.`;
    case 'invalid-arguments':
      return `${problem.file} does not take these arguments: ${problem.detail}\nNothing was submitted.`;
    case 'command-too-long':
      return `The job's command has ${problem.sizeBytes} bytes; Batch takes ${problem.mostBytes} at most. Put the arguments into a job spec, and give its location with --job-spec.`;
    case 'not-registered':
      return `Batch has no active job definition ${problem.definitionName}. Register it: nx run ${problem.name}:batch-register`;
    case 'memory-below-floor':
      return memoryBelowFloor(problem);
    case 'job-unknown':
      return `Batch does not know the job ${problem.id}. It forgets jobs a while after they ended.`;
    case 'job-failed':
      return `The job ${problem.id} failed ${problem.exitCode === undefined ? 'without an exit code' : `with exit code ${problem.exitCode}`}: ${problem.reason ?? 'Batch gives no reason'}. Its log is above; what its codes mean: libs/job-runtime/README.md.`;
    case 'registry-unavailable':
      return `The registry ${problem.host} does not answer as it should: ${problem.detail}. Try again; where JOBLAYER_REGISTRY is set, check that it is the registry meant.`;
    case 'registry-refused':
      return `The registry ${problem.host} refused the request (HTTP ${problem.status}): ${problem.detail}. Check that the role or user in use may read and push to this repository; for a registry other than ECR, that docker is logged in to it (docker login), or its variables are set.`;
    case 'tag-refused':
      return `The registry would not let ${problem.image}:${problem.tag} name this image: ${problem.detail}\nWhere the repository's tags are immutable, "${problem.tag}" has to be an exception: "movableTags", with "tags" in "update", of the option "repository" in nx.json.`;
    case 'unknown-registry':
      return `nx.json names no registry "${problem.name}". Expected ${problem.known.length > 0 ? `one of ${problem.known.join(', ')}` : 'some in the option "registries" of @joblayer/nx-container, and there are none'}.`;
    case 'credentials-unreadable':
      return `The credentials in ${problem.source} cannot be used: ${problem.detail}. Log in again (docker login).`;
    case 'pull-failed':
      return `docker could not pull ${problem.image}, which is needed here:\n${problem.detail}`;
    case 'pushes-failed':
      return `${problem.failed.length} of ${problem.of} registries did not get the image (${problem.failed.join(', ')}); the others did. Run it again once this is put right, what is there is not sent again:\n${problem.detail}`;
    case 'stand-in':
      return `The image of ${problem.name} holds a stand-in, not the tool, and goes to no registry but a local cloud's: "${problem.registry}" is not on this machine. Build it from the tool's own sources (without JOBLAYER_ARG_STAND_IN; packages/${problem.name}/README.md says which), then push.`;
    case 'push-failed':
      return `docker could not push ${problem.image}:\n${problem.detail}`;
    case 'version-taken':
      return `${problem.image}:${problem.version} is in the registry already, with other content, and a version is never overwritten.\n  there: ${problem.there}\n  here:  ${problem.here ?? 'not pushed yet'}\nRaise "revision" in ${problem.file}, so that this content gets a version of its own.`;
    case 'lint-failed':
      return `docker-lint expected nothing, and found ${problem.findings.length}:\n${problem.findings.join('\n')}`;
    case 'invalid-tool-options':
      return `The tool's package cannot be made: ${problem.detail}`;
    case 'package-exists':
      return `${problem.root} exists already. Choose another name, or remove it first.`;
    case 'debian-package-unknown':
      return `The Debian of the base image has no package "${problem.name}". Look its name up at https://packages.debian.org, or give --source-url and --sha256 of the upstream's source.`;
    case 'debian-look-up-failed':
      return `Debian's package "${problem.name}" could not be looked up in a container of the base image. Check that containers reach Debian's archive.\n${problem.detail}`;
    case 'section-missing':
      return `${problem.file}: expected the line "${problem.begin}" and, below it, the line "${problem.end}", once each. What lies between them is generated: add the two lines where it belongs, and run nx sync.`;
  }
}

function memoryBelowFloor(problem: ProblemOf<'memory-below-floor'>): string {
  const { tool, memoryMiB, minimumMemoryMiB, source } = problem;
  const needs = `${tool} needs at least ${minimumMemoryMiB} MiB of memory`;
  const setting = `"batch": { "tools": { "${tool}": { "memoryMiB": ${minimumMemoryMiB} } } }`;
  return source.kind === 'nx.json'
    ? `${needs}, and nx.json gives its jobs ${memoryMiB} MiB. Set ${setting}, or more, in the options of @joblayer/nx-container. Nothing was registered.`
    : `${needs}, and ${source.arn} grants ${memoryMiB} MiB. Where nx.json sets the memory, set ${setting}, or more. Then register it again: nx run ${source.project}:batch-register. Nothing was submitted.`;
}

const at = (place: Place | undefined): string => (place ? `${place.file}:${place.line}: ` : '');
