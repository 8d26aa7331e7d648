import * as z from 'zod';

const NAMES = /^[\w-]+(,[\w-]+)*$/;
const names = (what: string) =>
  z.string().regex(NAMES, 'must be names of modules, with commas: fastqc,samtools').describe(what);

export const params = z.object({
  title: z.string().min(1).optional().describe('The report’s title (--title)'),
  comment: z.string().min(1).optional().describe('A text at the top of the report (--comment)'),
  modules: names('The only modules to run, with commas (--module)').optional(),
  excludeModules: names('Modules not to run, with commas (--exclude)').optional(),
  ignoreSamples: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Leave out samples whose names match this pattern, as "*_control" (--ignore-samples)',
    ),
  directoryNames: z
    .boolean()
    .default(false)
    .describe('Put the directories of --results-dir before the samples’ names (--dirs)'),
  fullNames: z
    .boolean()
    .default(false)
    .describe('Samples have the whole names of their files (--fullnames)'),
  fileNames: z
    .boolean()
    .default(false)
    .describe('Samples have the names of their logs, not those in them (--fn_as_s_name)'),
  dataFormat: z
    .enum(['tsv', 'json', 'yaml', 'csv'])
    .default('tsv')
    .describe('The format of the tables in multiqc_data (--data-format)'),
  skipUnread: z
    .boolean()
    .default(false)
    .describe('Only warn of files given with --results that no module reads'),
  keepLast: z
    .boolean()
    .default(false)
    .describe('Keep the last of several files that are of one sample, as MultiQC does'),
});
