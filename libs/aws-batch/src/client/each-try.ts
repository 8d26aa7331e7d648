type Handler<A, R> = (args: A) => Promise<R>;

/** Runs once for each of the SDK's own tries. */
const IN_EACH_TRY = {
  step: 'finalizeRequest',
  priority: 'low',
  name: 'beforeEachTry',
} as const;

/** A command of the SDK, with any input and output. */
interface Command {
  readonly middlewareStack: {
    add(
      middleware: <A, R>(next: Handler<A, R>) => Handler<A, R>,
      options: typeof IN_EACH_TRY,
    ): void;
  };
}

/** The reason that a try was not sent. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/** Makes the SDK call `check` before each try of a command. What `check` throws ends the tries. */
export function beforeEachTryOf<T extends Command>(command: T, check?: () => void): T {
  if (!check) return command;
  const checked = () => {
    try {
      check();
    } catch (cause) {
      throw new NotSent('The check before this try failed.', { cause });
    }
  };
  command.middlewareStack.add((next) => (args) => (checked(), next(args)), IN_EACH_TRY);
  return command;
}
