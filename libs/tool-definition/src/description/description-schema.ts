import { toolManifestSchema } from '@joblayer/tool-manifest';
import * as z from 'zod';
import { text } from './schema/common.ts';
import { errorPattern } from './schema/error-pattern.ts';
import { input } from './schema/input.ts';
import { output } from './schema/output.ts';
import { param } from './schema/param.ts';
import { relation } from './schema/relation.ts';
import { runtimeOption } from './schema/runtime-option.ts';

/**
 * The schema of a tool description. Only tests and readers of descriptions load it: in a job it would cost start-up
 * time. A change that a reader of version 1 would misread makes a new version.
 */

export const definitionSchema = z.strictObject({
  name: text,
  summary: text,
  inputs: z.record(text, input),
  outputs: z.record(text, output),
  outputManifest: z
    .strictObject({ suffix: text, name: text })
    .describe(
      'The list of what a job made: suffix follows the name of a first output that is a file, name lies in one that is a directory',
    ),
  params: z.record(text, param),
  runtimeOptions: z.record(text, runtimeOption),
  resources: z.strictObject({
    vcpus: z.number(),
    memoryMiB: z.int(),
    minimumMemoryMiB: z.int().optional().describe('The tool cannot work with less'),
    scratch: z
      .strictObject({ baseMiB: z.number().min(0), perInputMiB: z.number().min(0) })
      .describe('Disk space besides the staged inputs, by their total size'),
  }),
  extraArgsFor: text.describe('The program that receives --extra-args'),
  relations: z.array(relation).describe('Rules between options, by their names here'),
  errorPatterns: z.array(errorPattern).describe('Lines of stderr that make the job fail'),
  diagnostics: z.array(text).describe('Files that help to find out why the tool failed'),
  checkedInJob: z.array(text).describe('Phrases for the checks that only code in the image makes'),
});

export const toolDescriptionSchema = z
  .strictObject({
    format: z.literal('joblayer-tool-description'),
    version: z.literal(1),
    toolManifest: toolManifestSchema.describe('The facts of the image and its software'),
    definitions: z
      .array(definitionSchema)
      .min(1)
      .describe('The first is the default; the first argument of a command line can name another'),
  })
  .meta({ title: 'Joblayer tool description, version 1' });
