import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
  readonly sheet?: string;
}

export const outputsCommand: Command<Options> = {
  command: 'outputs <run>',
  describe: 'Write the sheet for the next step: succeeded rows with their outputs',
  builder: (parser) =>
    parser.positional('run', { type: 'string', demandOption: true }).option('sheet', {
      ...{ type: 'string', requiresArg: true },
      describe: 'The file to write, .tsv or .csv [default: standard output, as TSV]',
    }) as never,
  handler: async (given) => {
    const { writeOutputSheet } = await import('../runs/write-output-sheet.ts');
    const { withRun } = await import('../runs/with-run.ts');
    await withRun({ ...given }, (run, outside) => writeOutputSheet(run, outside, given.sheet));
  },
};
