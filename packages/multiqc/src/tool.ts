import { defineTool } from '@joblayer/job-runtime';
import { errorPatterns } from './error-patterns.ts';
import { params } from './params.ts';

/** The program that checks MultiQC's report, and removes from it what is the job's own. */
const FINISH = '/opt/joblayer/finish/main.ts';
/** Otherwise MultiQC asks a server for its newest version. */
const OFFLINE = 'no_version_check: true';

/** https://multiqc.info/docs/ */
export const tool = defineTool({
  name: 'multiqc',
  summary: 'joins the statistics and logs of many tools and samples into one report',
  inputs: {
    results: {
      kind: 'files',
      required: false,
      description: 'Statistics and logs of tools, under the names that the tools gave them',
    },
    resultsDir: {
      kind: 'directory',
      required: false,
      description: 'A directory that holds such files; others in it are left out',
    },
    sampleNames: {
      kind: 'file',
      required: false,
      description: 'Lines of a sample’s name, a tab and its new name (--replace-names)',
      suffixes: ['.tsv', '.txt'],
    },
    config: {
      kind: 'file',
      required: false,
      description: 'MultiQC’s configuration (--config)',
      suffixes: ['.yaml', '.yml'],
    },
  },
  outputs: {
    report: {
      kind: 'file',
      description: 'The report: one page that needs no other file',
      defaultName: 'multiqc_report.html',
    },
    data: {
      kind: 'directory',
      description: 'The report’s tables, one file for each',
      defaultName: 'multiqc_data',
    },
  },
  params,
  relations: [
    {
      ...{ kind: 'oneOf', options: ['results', 'resultsDir'] },
      problem: 'neither --results nor --results-dir was given',
      advice: 'Give the files, or the directory that holds them.',
    },
    {
      ...{ kind: 'excludes', conditions: ['modules', 'excludeModules'] },
      problem: '--modules and --exclude-modules were both given',
      advice: 'Give one of them.',
    },
    {
      ...{ kind: 'requires', when: { option: 'directoryNames', is: [true] }, option: 'resultsDir' },
      problem: '--directory-names was given without --results-dir',
      advice: 'Files of --results have no directories. Give --results-dir, or leave it out.',
    },
  ],
  resources: { vcpus: 1, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'multiqc',
  errorPatterns,
  checkedInJob: ['each file of --results is read by a module, and no two are of one sample'],

  command({ inputs, outputs, params, extraArgs, tmpDir }) {
    const made = `${tmpDir}/multiqc`;
    const { results = [], resultsDir } = inputs;
    const given = [...results, ...(resultsDir ? [resultsDir] : [])].map(({ path }) => path);
    const each = (flag: string, list: string | undefined) =>
      (list?.split(',') ?? []).flatMap((name) => [flag, name]);
    const optional = (flag: string, value: string | undefined) =>
      value === undefined ? [] : [flag, value];
    return [
      {
        pipeline: [
          [
            // By default, pictures take the place of plots of many samples, and Debian cannot draw them.
            ...(['multiqc', '--no-ansi', '--interactive', '--cl-config', OFFLINE] as const),
            ...['--outdir', made, '--filename', 'report.html'],
            ...['--data-dir', '--data-format', params.dataFormat],
            ...optional('--title', params.title),
            ...optional('--comment', params.comment),
            ...each('--module', params.modules),
            ...each('--exclude', params.excludeModules),
            ...optional('--ignore-samples', params.ignoreSamples),
            ...(params.directoryNames ? ['--dirs'] : []),
            ...(params.fullNames ? ['--fullnames'] : []),
            ...(params.fileNames ? ['--fn_as_s_name'] : []),
            ...optional('--replace-names', inputs.sampleNames?.path),
            ...optional('--config', inputs.config?.path),
            ...extraArgs,
            ...given,
          ],
        ],
      },
      {
        pipeline: [
          [
            ...(['node', FINISH, made, outputs.report, outputs.data] as const),
            ...(params.skipUnread ? ['--skip-unread'] : []),
            ...(params.keepLast ? ['--keep-last'] : []),
            ...['--', ...given],
          ],
        ],
      },
    ];
  },
});
