import type { Command, WithToolArguments } from '../command.ts';
import { wholeNumber } from '../whole-number.ts';
import { batchOptions } from './run-batch-options.ts';

interface Options extends WithToolArguments {
  readonly tool: string;
  readonly on: 'docker' | 'podman' | 'batch';
  readonly print: boolean;
  readonly dryRun: boolean;
  readonly vcpus?: string;
  readonly memoryMib?: string;
  readonly timeout?: string;
  readonly network?: string;
  readonly progress: 'auto' | 'bars' | 'lines';
  readonly sheet?: string;
  readonly sheetFormat?: 'tsv' | 'csv' | 'jsonl' | 'json';
  readonly ignoreColumns: boolean;
  readonly mergeLanes?: boolean;
  readonly checkInputs: boolean;
  readonly run?: string;
  readonly jobs?: string;
  readonly jobDefinition?: string;
  readonly after?: string;
  readonly afterSucceeded?: string;
  readonly wait: boolean;
  readonly tag?: readonly string[];
  readonly attempts?: string;
  readonly share?: string;
  readonly priority?: string;
}

export const runCommand: Command<Options> = {
  command: 'run <tool>',
  describe: 'Run a job of a tool; its arguments follow after --',
  builder: (parser) =>
    parser
      .usage('joblayer run TOOL --on docker [options] -- --OPTION VALUE …')
      .positional('tool', {
        type: 'string',
        demandOption: true,
        describe: 'NAME, NAME@VERSION or an image reference',
      })
      .options({
        on: {
          choices: ['docker', 'podman', 'batch'] as const,
          demandOption: true,
          describe: 'Where to run it',
        },
        'dry-run': {
          type: 'boolean',
          default: false,
          describe: 'List inputs and outputs, and start nothing',
        },
        print: {
          type: 'boolean',
          default: false,
          describe: 'Print the command, and start nothing',
        },
        vcpus: {
          type: 'string',
          requiresArg: true,
          describe: 'CPUs of the job [default: all of the engine]',
        },
        'memory-mib': {
          ...{ type: 'string', requiresArg: true },
          describe: 'Memory of the job in MiB [default: all of the engine]',
        },
        timeout: {
          type: 'string',
          requiresArg: true,
          describe: 'Stop the job after this many seconds',
        },
        network: {
          type: 'string',
          requiresArg: true,
          describe: "The engine's network for the job",
        },
        ...batchOptions,
        progress: {
          choices: ['auto', 'bars', 'lines'] as const,
          default: 'auto' as const,
          describe: 'auto: bars at a terminal, else lines',
        },
      }) as never,
  handler: async (given) => {
    const { loadSettings } = await import('../config/settings.ts');
    const { runTool } = await import('../run/run-tool.ts');
    const { env } = process;
    const { checkPlace } = await import('../local-rows/check-place.ts');
    checkPlace({ ...given });
    if (given.on === 'batch') return submit(given);
    if (given.sheet !== undefined || given.afterSucceeded !== undefined)
      return runRowsHere(given, given.on);
    const { tool, on: program, toolArguments, print, dryRun, network, progress } = given;
    process.exitCode = await runTool({
      ...{ tool, program, toolArguments, print, dryRun, network, progress, env },
      settings: loadSettings({ flags: { ...given }, env, cwd: process.cwd() }),
      vcpus: wholeNumber('vcpus', given.vcpus),
      memoryMiB: wholeNumber('memory-mib', given.memoryMib),
      timeoutSeconds: wholeNumber('timeout', given.timeout),
    });
  },
};

async function runRowsHere(given: Options, program: 'docker' | 'podman'): Promise<void> {
  const { loadSettings } = await import('../config/settings.ts');
  const { runSheet } = await import('../local-rows/run-sheet.ts');
  const { env } = process;
  const { tool, toolArguments, run, dryRun, network, progress, afterSucceeded } = given;
  process.exitCode = await runSheet({
    ...{ tool, program, toolArguments, run, dryRun, network, progress, env, afterSucceeded },
    settings: loadSettings({ flags: { ...given }, env, cwd: process.cwd() }),
    sheet: sheetOptions(given),
    jobs: wholeNumber('jobs', given.jobs),
    vcpus: wholeNumber('vcpus', given.vcpus),
    memoryMiB: wholeNumber('memory-mib', given.memoryMib),
    timeoutSeconds: wholeNumber('timeout', given.timeout),
  });
}

const sheetOptions = (given: Options) => ({
  file: given.sheet,
  format: given.sheetFormat,
  ignoreColumns: given.ignoreColumns,
  mergeLanes: given.mergeLanes,
  checkInputs: given.checkInputs,
});

async function submit(given: Options): Promise<void> {
  const { withOutside } = await import('../runs/with-run.ts');
  const { runOnBatch } = await import('../batch/run-on-batch.ts');
  const { tagsOf } = await import('../batch/tags-of.ts');
  const { tool, toolArguments, run, dryRun, jobDefinition, after, afterSucceeded, wait } = given;
  await withOutside({ ...given }, async (outside) => {
    process.exitCode = await runOnBatch(
      {
        ...{ tool, toolArguments, run, dryRun, jobDefinition, after, afterSucceeded, wait },
        tags: tagsOf(given.tag ?? []),
        sheet: sheetOptions(given),
        requests: {
          vcpus: wholeNumber('vcpus', given.vcpus),
          memoryMiB: wholeNumber('memory-mib', given.memoryMib),
          timeoutSeconds: wholeNumber('timeout', given.timeout),
          attempts: wholeNumber('attempts', given.attempts),
          priority: wholeNumber('priority', given.priority),
          share: given.share,
        },
      },
      outside,
      process.env,
    );
  });
}
