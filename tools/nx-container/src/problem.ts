/** Where in the workspace something was read; `line` counts from 1. */
export interface Place {
  /** Path from the workspace's root. */
  readonly file: string;
  readonly line: number;
}

/** Everything that can be wrong with a package, the engine or the registry, as data. */
export type Problem =
  | { readonly code: 'invalid-options'; readonly detail: string }
  | { readonly code: 'invalid-variable'; name: string; value: string; expected: readonly string[] }
  | { readonly code: 'dockerfile-missing'; readonly file: string }
  | { readonly code: 'manifest-missing'; readonly file: string }
  | { readonly code: 'name-mismatch'; readonly file: string; name: string; folder: string }
  | { readonly code: 'invalid-image-reference'; readonly text: string; readonly place?: Place }
  | { readonly code: 'invalid-instruction'; readonly place: Place; readonly detail: string }
  | { readonly code: 'argument-without-value'; readonly place: Place; readonly argument: string }
  | { readonly code: 'built-on-itself'; readonly place: Place; readonly name: string }
  | { readonly code: 'literal-workspace-image'; readonly place: Place; readonly image: string }
  | { readonly code: 'copy-from-workspace-image'; readonly place: Place; readonly image: string }
  | { readonly code: 'variable-in-source'; readonly place: Place; readonly source: string }
  | { readonly code: 'source-missing'; readonly place: Place; readonly source: string }
  | { readonly code: 'source-is-link'; readonly place: Place; readonly source: string }
  | { readonly code: 'source-outside-context'; readonly place: Place; readonly source: string }
  | { readonly code: 'image-not-built'; readonly name: string; readonly reference?: string }
  | { readonly code: 'image-not-pushed'; readonly name: string; registry: string | undefined }
  | { readonly code: 'no-layers'; readonly image: string; readonly mediaType: string }
  | { readonly code: 'docker-not-found' }
  | { readonly code: 'engine-unreachable'; readonly detail: string }
  | { readonly code: 'no-builder'; readonly tried: readonly string[] }
  | { readonly code: 'build-failed'; file: string; exitCode: number | undefined; detail: string }
  | { readonly code: 'source-image-unavailable'; readonly file: string; readonly detail: string }
  | { readonly code: 'build-disk-full'; readonly file: string; readonly detail: string }
  | {
      readonly code: 'test-failed';
      /** Path of the test's Dockerfile. */
      readonly file: string;
      readonly image: string;
      readonly exitCode: number | undefined;
      readonly detail: string;
    }
  | { readonly code: 'region-missing' }
  | { readonly code: 'credentials-missing'; readonly detail: string }
  | { readonly code: 'credentials-refused'; readonly detail: string }
  | { readonly code: 'access-denied'; readonly action: string; readonly detail: string }
  | { readonly code: 'repository-not-found'; readonly repository: string }
  | { readonly code: 'repository-already-exists'; readonly repository: string }
  | { readonly code: 'repository-name-refused'; repository: string; detail: string }
  | { readonly code: 'tag-rule-refused'; readonly detail: string }
  | { readonly code: 'throttled'; readonly action: string; readonly detail: string }
  | { readonly code: 'aws-unreachable'; readonly action: string; readonly detail: string }
  | { readonly code: 'ecr-failed'; readonly action: string; readonly detail: string }
  | { readonly code: 'batch-failed'; readonly action: string; readonly detail: string }
  | { readonly code: 'queue-missing' }
  | { readonly code: 'tool-unknown'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'invalid-arguments'; readonly file: string; readonly detail: string }
  | { readonly code: 'command-too-long'; readonly sizeBytes: number; readonly mostBytes: number }
  | { readonly code: 'not-registered'; readonly name: string; readonly definitionName: string }
  | {
      readonly code: 'memory-below-floor';
      readonly tool: string;
      readonly memoryMiB: number;
      readonly minimumMemoryMiB: number;
      /** What grants it. `project` is the Nx project that registers the job definition. */
      readonly source:
        | { readonly kind: 'nx.json' }
        | { readonly kind: 'job-definition'; readonly arn: string; readonly project: string };
    }
  | { readonly code: 'job-unknown'; readonly id: string }
  | {
      readonly code: 'job-failed';
      id: string;
      exitCode: number | undefined;
      reason: string | undefined;
    }
  | { readonly code: 'registry-unavailable'; readonly host: string; readonly detail: string }
  | { readonly code: 'registry-refused'; host: string; status: number; detail: string }
  | { readonly code: 'tag-refused'; readonly image: string; tag: string; detail: string }
  | { readonly code: 'unknown-registry'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'credentials-unreadable'; readonly source: string; readonly detail: string }
  | { readonly code: 'pull-failed'; readonly image: string; readonly detail: string }
  /** Pushes to some of several registries; the messages of those that failed. */
  | { readonly code: 'pushes-failed'; failed: readonly string[]; of: number; detail: string }
  | { readonly code: 'stand-in'; readonly name: string; readonly registry: string }
  | { readonly code: 'push-failed'; readonly image: string; readonly detail: string }
  | {
      readonly code: 'version-taken';
      readonly image: string;
      readonly version: string;
      readonly file: string;
      /** Digests of the image manifests: the one that has the tag, and the one that was to get it. */
      readonly there: string;
      /** Undefined where it was only tried, and the content is not in the registry yet. */
      readonly here: string | undefined;
    }
  | { readonly code: 'lint-failed'; readonly findings: readonly string[] }
  | { readonly code: 'invalid-tool-options'; readonly detail: string }
  | { readonly code: 'package-exists'; readonly root: string }
  | { readonly code: 'debian-package-unknown'; readonly name: string }
  | { readonly code: 'debian-look-up-failed'; readonly name: string; readonly detail: string }
  | { readonly code: 'section-missing'; file: string; begin: string; end: string };

export type ProblemCode = Problem['code'];
export type ProblemOf<Code extends ProblemCode> = Extract<Problem, { code: Code }>;
