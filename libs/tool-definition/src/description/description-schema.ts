import * as z from 'zod';

/**
 * The schema of a tool description. Only tests and readers of descriptions load it: a job starts without it.
 * A change that a reader of version 1 would misread gets a new version.
 */

const text = z.string().min(1);
const flag = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('The option on the command line, without its dashes');
const aliases = z.array(text).describe('Further flags that mean this option');
const required = z.boolean();
const description = text.describe('What it is, for people');

const pattern = z
  .strictObject({
    source: text,
    flags: z
      .string()
      .regex(/^[imsu]+$/)
      .optional(),
  })
  .describe('A regular expression of ECMAScript');

const secondaryFile = z.strictObject({
  ...{ flag, aliases, description, required },
  suffixes: z
    .array(text)
    .min(1)
    .describe('What its name has after that of the file; any one of these'),
});

const input = z.strictObject({
  ...{ flag, aliases, description },
  kind: z.enum(['file', 'directory', 'file-or-directory', 'files']),
  required,
  suffixes: z.array(text).optional().describe('What the name of a file may end in'),
  stream: z
    .union([z.boolean(), z.strictObject({ unlessGiven: z.array(text).min(1) })])
    .describe('Whether the tool reads it once, from start to end; options may forbid that'),
  reference: z.boolean().describe('The same for many jobs, as a genome is'),
  fromVariable: z
    .strictObject({ name: text, subdirectory: text.optional() })
    .optional()
    .describe('The variable of the environment that gives its location, where its option does not'),
  absentAdvice: text.optional(),
  secondaryFiles: z.record(text, secondaryFile).describe('What belongs beside each file, by name'),
});

const alternative = z.strictObject({
  suffix: text,
  when: z.strictObject({ fact: text, because: text }).optional(),
});

const output = z.strictObject({
  ...{ flag, aliases, description },
  kind: z.enum(['file', 'directory']),
  required,
  defaultName: text.describe(
    'Its name in --output-dir; {input.stem} and {input.name} are filled in',
  ),
  stream: z.boolean().describe('Written to standard output by one step'),
  onRequest: z.boolean().describe('Made only where its own location is given'),
  beside: z
    .strictObject({
      ...{ output: text, suffix: text },
      alternatives: z.array(alternative).optional(),
      notFor: z.strictObject({ suffix: text, because: text, advice: text }).optional(),
    })
    .optional()
    .describe('The other output whose location, with a suffix added, is its own'),
  insteadOf: text.optional().describe('Only one of both outputs can have a location'),
  otherFormats: z.array(text).optional().describe('Endings of names that are refused'),
});

const value = z.union([z.string(), z.number(), z.boolean()]);

const param = z.strictObject({
  flag,
  type: z.enum(['string', 'number', 'integer', 'boolean']),
  description,
  required,
  default: value.optional(),
  enum: z.array(value).min(1).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.int().optional(),
  pattern: text
    .optional()
    .describe('A regular expression of ECMAScript that some part of the text matches'),
  expects: text.optional().describe('What the pattern stands for, in words'),
});

const condition = z.union([
  text.describe('This option was given'),
  z.strictObject({ option: text, is: z.array(value).min(1) }),
  z.strictObject({ option: text, isNot: z.array(value).min(1) }),
]);
const message = { problem: text, advice: text };

const relation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('requires'), when: condition, option: text, ...message }),
  z.strictObject({ kind: z.literal('onlyWith'), option: text, condition, ...message }),
  z.strictObject({
    ...{ kind: z.literal('excludes'), conditions: z.tuple([condition, condition]), ...message },
  }),
  z.strictObject({ kind: z.literal('sameCount'), options: z.tuple([text, text]), ...message }),
  z.strictObject({ kind: z.literal('oneOf'), options: z.tuple([text, text], text), ...message }),
]);

const runtimeOption = z.strictObject({
  ...{ flag, aliases, description },
  type: z.enum(['string', 'integer', 'boolean']),
  valueName: text.optional().describe('What stands for the value in help'),
  choices: z.array(text).optional(),
  default: text.optional(),
  defaultText: text.optional().describe('The default in words, where the job finds it out'),
  minimum: z.int().optional(),
});

const errorPattern = z.strictObject({
  ...{ pattern, ...message },
  provesBadData: z.boolean().describe('A match ends the job with exit code 65'),
});

export const definitionSchema = z.strictObject({
  name: text,
  summary: text,
  inputs: z.record(text, input),
  outputs: z.record(text, output),
  params: z.record(text, param),
  runtimeOptions: z.record(text, runtimeOption),
  resources: z.strictObject({
    vcpus: z.number(),
    memoryMiB: z.int(),
    minimumMemoryMiB: z.int().optional().describe('The tool cannot work with less'),
    scratch: z
      .strictObject({ baseMiB: z.number().min(0), perInputMiB: z.number().min(0) })
      .describe('Disk space besides the staged inputs, by their size in all'),
  }),
  extraArgsFor: text.describe('The program that --extra-args go to'),
  relations: z.array(relation).describe('What must hold between options, by their names here'),
  errorPatterns: z.array(errorPattern).describe('Lines of stderr that make the job fail'),
  diagnostics: z.array(text).describe('Files that help to find out why the tool failed'),
  checkedInJob: z.array(text).describe('What is checked besides, by code in the image'),
});

export const toolDescriptionSchema = z
  .strictObject({
    format: z.literal('joblayer-tool-description'),
    version: z.literal(1),
    toolManifest: z.looseObject({ name: text }).describe('The facts of the image and its software'),
    definitions: z
      .array(definitionSchema)
      .min(1)
      .describe('The first runs alone; the others where the first argument is their name'),
  })
  .meta({ title: 'Joblayer tool description, version 1' });
