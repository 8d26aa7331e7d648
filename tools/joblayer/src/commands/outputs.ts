import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
  readonly sheet?: string;
  readonly rename?: readonly string[];
}

export const outputsCommand: Command<Options> = {
  command: 'outputs <run>',
  describe: 'Write the sheet for the next step: succeeded rows with their outputs',
  builder: (parser) =>
    parser.positional('run', { type: 'string', demandOption: true }).options({
      sheet: {
        ...{ type: 'string', requiresArg: true },
        describe: 'The file to write, .tsv or .csv [default: standard output, as TSV]',
      },
      rename: {
        ...{ type: 'string', array: true, requiresArg: true },
        describe: "OUTPUT=NAME: call an output's column as the next tool calls its input",
      },
    }) as never,
  handler: async (given) => {
    const { renameOf, writeOutputSheet } = await import('../runs/write-output-sheet.ts');
    const { withRun } = await import('../runs/with-run.ts');
    const renames = (given.rename ?? []).map(renameOf);
    await withRun({ ...given }, (run, outside) =>
      writeOutputSheet(run, outside, { file: given.sheet, renames }),
    );
  },
};
