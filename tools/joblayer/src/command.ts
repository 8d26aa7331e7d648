import type { CommandModule } from 'yargs';

/**
 * A command of the CLI. Its file loads at each start: what only its handler needs is loaded there, with `import()`. The
 * handler sets the exit code where that is not 0.
 */
export type Command<Options> = CommandModule<object, Options>;

/** The words after the first `--`: the tool's own arguments. They are not parsed here. */
export interface WithToolArguments {
  readonly toolArguments: readonly string[];
}
