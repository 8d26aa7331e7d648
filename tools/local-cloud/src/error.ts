/**
 * The problems of this package, as data. Callers switch on `code`; {@link LocalCloudError} holds
 * the message.
 */
export type LocalCloudProblem =
  | { readonly code: 'engine-unavailable'; readonly reason: string; readonly advice: string }
  | {
      readonly code: 'engine-did-not-start';
      readonly reason: string;
      readonly logFile: string;
      readonly logTail: string;
    }
  | { readonly code: 'engine-did-not-stop'; readonly pid: number }
  | {
      readonly code: 'install-failed';
      readonly packages: readonly string[];
      readonly output: string;
    }
  | {
      readonly code: 'debian-image-unavailable';
      readonly version: number;
      /** The variable that names an image. */
      readonly variable: string;
      readonly reason: string;
    }
  | { readonly code: 'invalid-name'; readonly name: string }
  | { readonly code: 'invalid-port'; readonly flag: PortFlag; readonly value: number }
  | { readonly code: 'port-taken'; readonly flag: PortFlag; readonly port: number }
  | {
      readonly code: 'runs-on-other-port';
      readonly name: string;
      readonly flag: PortFlag;
      readonly wanted: number;
      readonly actual: number;
    }
  | { readonly code: 'name-taken'; readonly kind: string; readonly name: string }
  | {
      readonly code: 'unhealthy';
      readonly container: string;
      readonly reason: string;
      readonly logTail: string;
    }
  | { readonly code: 'not-running'; readonly name: string }
  | { readonly code: 'data-unavailable'; readonly package: string; readonly reason: string };

export type PortFlag = '--aws-port' | '--registry-port';

/**
 * A problem of the local cloud or its engine. `problem` holds the facts, `message` says what to do.
 */
export class LocalCloudError extends Error {
  override readonly name = 'LocalCloudError';
  readonly problem: LocalCloudProblem;

  constructor(problem: LocalCloudProblem, cause?: unknown) {
    super(describe(problem), { cause });
    this.problem = problem;
  }

  get code(): LocalCloudProblem['code'] {
    return this.problem.code;
  }
}

function describe(problem: LocalCloudProblem): string {
  switch (problem.code) {
    case 'engine-unavailable':
      return `No container engine responds: ${problem.reason}\n${problem.advice}`;
    case 'engine-did-not-start':
      return `dockerd did not start: ${problem.reason}\nThe last lines of its log (${problem.logFile}):\n${problem.logTail}`;
    case 'engine-did-not-stop':
      return `dockerd (process ${problem.pid}) did not stop in time.`;
    case 'install-failed':
      return `apt-get could not install ${problem.packages.join(' ')}:\n${problem.output}`;
    case 'debian-image-unavailable':
      return `There is no Debian ${problem.version} image and none could be made: ${problem.reason}\nSet ${problem.variable} to one that the engine can use.`;
    case 'invalid-name':
      return `"${problem.name}" is not a name of a cloud. Give 2 to 40 lower-case letters, digits and single hyphens, beginning with a letter.`;
    case 'invalid-port':
      return `${problem.flag} ${problem.value} is not a port. Give 1 to 65535, or 0 for a free one.`;
    case 'port-taken':
      return `Port ${problem.port} is in use by something else. Choose another with ${problem.flag}, or 0 for a free one.`;
    case 'runs-on-other-port':
      return `The cloud "${problem.name}" already runs on port ${problem.actual}, not ${problem.wanted}. Leave ${problem.flag} out, or stop the cloud first.`;
    case 'name-taken':
      return `There is a ${problem.kind} "${problem.name}" that does not belong to a local cloud. Choose another --name, or remove it.`;
    case 'unhealthy':
      return `${problem.container} does not respond correctly: ${problem.reason}\nThe last lines of its log:\n${problem.logTail}`;
    case 'not-running':
      return `The cloud "${problem.name}" does not run. Start it with: npm run local-cloud -- start --name ${problem.name}`;
    case 'data-unavailable':
      return `Debian's package ${problem.package} could not be downloaded or unpacked: ${problem.reason}`;
  }
}
