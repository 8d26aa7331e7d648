import parseSpdx from 'spdx-expression-parse';
import * as z from 'zod';
import { versionArgument } from './version-argument.ts';

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const VERSION = /^\d[\w.+~-]*$/;

const name = z
  .string()
  .regex(NAME, 'lower-case letters and digits, with single . _ or - between them');
/** With `-r<revision>` after it, it is a tag of the image, of at most 128 characters. */
const version = z
  .string()
  .max(100)
  .regex(
    VERSION,
    "the upstream version, as the tool prints it: it starts with a digit, like '1.21'",
  );
/** For a LABEL, which a line break would end. */
const oneLine = z.string().regex(/^[^\p{Cc}]+$/u, 'one line, without control characters');
const license = z.string().refine(isSpdxExpression, {
  error: "an SPDX license expression, like 'MIT' or 'GPL-3.0-or-later' (https://spdx.org/licenses)",
});

/** The label joins the tags with commas. */
const tag = z.string().regex(/^[^,\p{Cc}]+$/u, 'one line without a comma');

const software = z.strictObject({
  /** As its authors write it. */
  name: oneLine,
  version,
  license,
});

/** An image by its digest. A tag before it is for people only. */
const FOREIGN_IMAGE = /^[\w][\w./:-]*@sha256:[0-9a-f]{64}$/;

/** The facts about one tool's image. The image's labels, its tag and the README's table all come from it. */
export const toolManifestSchema = z
  .strictObject({
    $schema: z.string().optional(),
    /** Name of the package, the image and the ECR repository's last part. */
    name,
    /** The image it is built on, as a repository without a tag. */
    baseImage: oneLine,
    /** The image that others made, by its digest. `baseImage` is then that of the runner. */
    foreignImage: z
      .string()
      .regex(
        FOREIGN_IMAGE,
        'an image with its digest, like quay.io/biocontainers/gatk4@sha256:… with 64 hex digits',
      )
      .optional(),
    software: z.strictObject(
      {
        ...software.shape,
        description: oneLine.min(10).max(300),
        website: z.url(),
        documentation: z.url(),
      },
      {
        error: ({ code }) =>
          code === 'invalid_type'
            ? 'expected one object, the software that the package is for. List other software of the image in "alsoContains"'
            : undefined,
      },
    ),
    /** Raised when we rebuild an unchanged upstream version. */
    revision: z.int().min(0).default(0),
    /** Other software in the image that the command runs. */
    alsoContains: z.array(software).default([]),
    tags: z.array(tag).min(1),
    /** Identifiers in registries. */
    identifiers: z.strictObject({ biotools: oneLine.optional() }).default({}),
  })
  .superRefine(({ software, alsoContains }, context) => {
    const names = new Map<string, string>();
    for (const { name } of [software, ...alsoContains]) {
      const argument = versionArgument(name);
      const other = names.get(argument);
      if (other !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['alsoContains'],
          message: `"${name}" and "${other}" would share the version argument ${argument}. Give them names that differ in letters or digits`,
        });
      names.set(argument, name);
    }
  });

export type ToolManifest = z.output<typeof toolManifestSchema>;
/** The content of manifest.json. Fields with a default are optional. */
export type ToolManifestSource = z.input<typeof toolManifestSchema>;

/** Whether the text is an SPDX license expression (https://spdx.org/licenses): `MIT OR Apache-2.0`. */
export function isSpdxExpression(text: string): boolean {
  try {
    parseSpdx(text);
    return true;
  } catch {
    return false;
  }
}
