type Handler<A, R> = (args: A) => Promise<R>;

/** Runs once for each of the SDK's own attempts. */
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

/** Makes the SDK call `check` before each try of a command. What `check` throws ends the tries. */
export function beforeEachTryOf<T extends Command>(command: T, check?: () => void): T {
  if (!check) return command;
  command.middlewareStack.add((next) => (args) => (check(), next(args)), IN_EACH_TRY);
  return command;
}
