type Handler<A, R> = (args: A) => Promise<R>;

/** Within the SDK's own attempts. */
const IN_EACH_TRY = {
  step: 'finalizeRequest',
  priority: 'low',
  name: 'beforeEachTry',
} as const;

/** A command of the SDK's, of whatever input and output. */
interface Command {
  readonly middlewareStack: {
    add(
      middleware: <A, R>(next: Handler<A, R>) => Handler<A, R>,
      options: typeof IN_EACH_TRY,
    ): void;
  };
}

/** Has `check` called before each try that the SDK makes of a command. What it throws ends them. */
export function beforeEachTryOf<T extends Command>(command: T, check?: () => void): T {
  if (!check) return command;
  command.middlewareStack.add((next) => (args) => (check(), next(args)), IN_EACH_TRY);
  return command;
}
