import { names } from '@nx/devkit';
import { parseArgsStringToArgv } from 'string-argv';
import * as z from 'zod';
import type { ProblemError } from '@joblayer/problem';
import { newToolProblem } from './problems.ts';

/** The text without its quoted parts. */
const unquoted = (text: string): string => text.replaceAll(/'[^']*'|"[^"]*"/g, '');

/** Arguments, split as a shell would split them. */
const argumentList = z
  .string()
  .refine((text) => !/['"]/.test(unquoted(text)), 'arguments with every quote closed')
  .transform((text) => parseArgsStringToArgv(text));

const ONE_PROGRAM =
  'one program and its arguments: no shell runs it, so write a pipeline into src/tool.ts';
const command = z
  .string()
  .refine((text) => !/[|&;<>`]|\$\(/.test(unquoted(text)), ONE_PROGRAM)
  .pipe(argumentList)
  .refine(([program]) => program !== '' && !program?.startsWith('-'), ONE_PROGRAM);

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#source */
const DEBIAN_NAME = /^[a-z0-9][a-z0-9+.-]+$/;
const debianNames = argumentList.refine(
  (all) => all.every((word) => DEBIAN_NAME.test(word)),
  'names of Debian packages, separated by spaces',
);

const paths = argumentList.refine(
  (all) => all.every((word) => /^[^"$`\\]+$/.test(word)),
  'paths of built files, without characters that a shell expands',
);

const optionsSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'lower-case letters and digits, separated by a single -, as in samtools-stats',
    ),
  debianPackage: z
    .string()
    .regex(DEBIAN_NAME, 'the name of one Debian package; further ones go into the Dockerfile')
    .optional(),
  sourceUrl: z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the source: 64 hex digits in lower case')
    .optional(),
  fromImage: z
    .string()
    .regex(
      /^[\w][\w./:-]*@sha256:[0-9a-f]{64}$/,
      'an image with its digest, as in quay.io/biocontainers/gatk4@sha256:… with 64 hex digits: a tag may name another image tomorrow',
    )
    .optional(),
  buildPackages: debianNames.default([]),
  runtimePackages: debianNames.default([]),
  buildSystem: z.enum(['make', 'cmake']).default('make'),
  install: paths.default([]),
  command: command.optional(),
  softwareVersion: z
    .string('the version after a v, as in v1.10, because Nx takes 1.10 for the number 1.1')
    .transform((text) => text.replace(/^v(?=\d)/, ''))
    .optional(),
  license: z.string().optional(),
  description: z.string().optional(),
  website: z.string().optional(),
});

/** The options as Nx gives them, under the names of its help: `debian-package`. Programs may write `debianPackage`. */
export type ToolOptionsSource = z.input<typeof optionsSchema>;

/** `debian-package` → `debianPackage`. */
const inCamelCase = (options: unknown): unknown =>
  typeof options === 'object' && options !== null
    ? Object.fromEntries(
        Object.entries(options).map(([name, value]) => [names(name).propertyName, value]),
      )
    : options;

/** An upstream's source, and how to build it. */
export interface SourceOrigin {
  readonly kind: 'source';
  readonly url: string;
  readonly sha256: string;
  readonly buildSystem: 'make' | 'cmake';
  readonly buildPackages: readonly string[];
  readonly runtimePackages: readonly string[];
  /** Built files to install unchanged. Empty where the build system installs. */
  readonly install: readonly string[];
}

/** An image that others made, by its digest. */
export interface ForeignOrigin {
  readonly kind: 'foreign';
  readonly image: string;
}

/** The origin of the software. */
export type Origin =
  { readonly kind: 'debian'; readonly package: string } | SourceOrigin | ForeignOrigin;

/** Facts that the user states. They override those looked up. */
export interface StatedFacts {
  readonly version: string | undefined;
  readonly license: string | undefined;
  readonly description: string | undefined;
  readonly website: string | undefined;
}

/** The parsed options of `nx g @joblayer/tool-package:tool`. */
export interface ToolRequest {
  readonly name: string;
  readonly origin: Origin;
  /** The program and its first arguments, where the user gave them. */
  readonly command: readonly string[] | undefined;
  readonly stated: StatedFacts;
}

/** @throws ProblemError `invalid-tool-options` */
export function parseToolOptions(given: unknown): ToolRequest {
  const options = inCamelCase(given);
  const result = optionsSchema.safeParse(options);
  if (!result.success)
    throw invalid(result.error.issues.map((issue) => describeIssue(issue, options)).join('\n'));
  const { name, command, softwareVersion: version, license, description, website } = result.data;
  return {
    name,
    origin: originOf(result.data),
    command: command?.length === 0 ? undefined : command,
    stated: { version, license, description, website },
  };
}

const EXPECTED =
  'Expected --debian-package, or --source-url together with --sha256, or --from-image.';

function originOf(options: z.output<typeof optionsSchema>): Origin {
  const { debianPackage, sourceUrl: url, sha256, fromImage: image, ...rest } = options;
  if (image !== undefined) {
    if ([debianPackage, url, sha256].every((one) => one === undefined))
      return { kind: 'foreign', image };
    throw invalid(EXPECTED);
  }
  if (debianPackage !== undefined && url === undefined && sha256 === undefined)
    return { kind: 'debian', package: debianPackage };
  if (debianPackage === undefined && url !== undefined && sha256 !== undefined) {
    const { buildSystem, buildPackages, runtimePackages, install } = rest;
    return { kind: 'source', url, sha256, buildSystem, buildPackages, runtimePackages, install };
  }
  throw invalid(EXPECTED);
}

/** `--debian-package is "a b". Expected the name of one Debian package.` */
function describeIssue({ path: [option], message }: z.core.$ZodIssue, given: unknown): string {
  const value = (given as Readonly<Record<string, unknown>>)[String(option)];
  const flag = option === 'name' ? 'NAME' : `--${names(String(option)).fileName}`;
  return `${flag} is ${JSON.stringify(value)}. Expected ${message}.`;
}

const invalid = (detail: string): ProblemError =>
  newToolProblem({ code: 'invalid-tool-options', detail });
